package dev.keapsink.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LedgerKeysTest {

    private static LedgerKeys keys(String secret, String tenant, String stream) {
        return new LedgerKeys(Optional.ofNullable(secret), tenant, stream);
    }

    private final LedgerKeys plain = keys(null, "ks100", "contacts");

    @Test
    void everySecretAccountAndStreamHasItsOwn() {
        List<LedgerKeys> all = List.of(
                plain,
                keys("secret", "ks100", "contacts"),
                keys("other", "ks100", "contacts"),
                keys(null, "ks200", "contacts"),
                keys(null, "ks100", "companies"),
                keys(null, "ks100c", "ontacts"));

        assertThat(all.stream().map(LedgerKeys::prefix)).doesNotHaveDuplicates();
        assertThat(all.stream().map(keys -> keys.ofKey("1"))).doesNotHaveDuplicates();
        assertThat(all.stream().map(keys -> keys.hash("1"))).doesNotHaveDuplicates();
    }

    @Test
    void aKeyAnAddressAndANumberOfTheSameCharactersAreThreeRecords() {
        Set<LedgerKey> keys = new HashSet<>(List.of(
                plain.ofKey("1"),
                plain.ofEmail("1", ""),
                plain.ofPhone("1"),
                plain.ofEmail("1", "ada\nlovelace"),
                plain.ofEmail("1ada\n", "lovelace")));

        assertThat(keys).hasSize(5);
    }

    @Test
    void allOfAStreamBeginAlike() {
        assertThat(Stream.of(plain.ofKey("1"), plain.ofEmail("a@example.com", ""), plain.ofPhone("1")))
                .allSatisfy(key -> assertThat(key.value())
                        .startsWith(plain.prefix())
                        .matches("[A-Za-z0-9_-]{22}:[A-Za-z0-9_-]{43}"));
    }

    @Test
    void anAccountIsTheSameHoweverKeapCallsIt() {
        assertThat(keys(null, "KS100.infusionsoft.com", "Contacts").prefix()).isEqualTo(plain.prefix());
    }

    @Test
    void aPersonsTextIsTakenForAnyOfThem() {
        assertThat(plain.named(" Ada@Example.com ")).contains(plain.ofEmail("ada@example.com", ""));
        assertThat(plain.named("+1 (555) 0100")).contains(plain.ofPhone("15550100"));
        assertThat(plain.named("4711")).contains(plain.ofKey("4711"), plain.ofPhone("4711"));
    }

    @Test
    void theyStayTheSameFromReleaseToRelease() {
        assertThat(plain.ofKey("4711").value())
                .isEqualTo("4RW2Z3qamAQAqyfFPq4tIQ:MoNb6Qm3ZW44yyReSaXc555XBv-Ib1YP1rltJPG9-UM");
    }

    @Test
    void nobodysEntryIsBesideThoseOfTheStream() {
        LedgerKeys keys = new LedgerKeys(Optional.empty(), "ab123", "contacts");

        assertThat(keys.ofNobody().value()).startsWith(keys.prefix());
        assertThat(keys.named("nobody")).doesNotContain(keys.ofNobody());
    }
}
