package dev.keapsink.contact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.field.Field;
import dev.keapsink.field.Value;
import dev.keapsink.object.Change;
import dev.keapsink.object.Key;
import dev.keapsink.record.SinkRecord.Operation;
import dev.keapsink.record.Version;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContactChangeTest {

    private static final Key KEY = ContactKeys.byEmail("ada@example.com", "");

    private static final Map<String, String> FIELDS = Map.of("email1", "ada@example.com");

    private static Change change(Map<String, String> fields, Set<Long> tags, String contactType) {
        SortedMap<Field, Value> values = Changes.fields(fields);
        if (contactType != null) {
            values.put(ContactFields.CONTACT_TYPE, ContactTypes.value(contactType));
        }
        return new Change(KEY, Operation.UPSERT, null, values, tags, null);
    }

    private static Change together(Change... changes) {
        return Change.together(List.of(changes));
    }

    @Test
    void oneAloneStaysAsItIs() {
        Change change = change(FIELDS, Set.of(1L), "Lead");

        assertThat(together(change)).isEqualTo(change);
    }

    @Test
    void laterFieldsWinAndEarlierOnesStay() {
        Change earlier = change(Map.of("given_name", "A", "locality", "Rome"), Set.of(), null);
        Change later = change(Map.of("given_name", "Ada", "phone1", "5"), Set.of(), null);

        assertThat(Changes.texts(together(earlier, later)))
                .containsOnly(Map.entry("given_name", "Ada"), Map.entry("locality", "Rome"), Map.entry("phone1", "5"));
    }

    @Test
    void tagsAreUnited() {
        Change earlier = change(FIELDS, Set.of(1L, 2L), null);

        assertThat(together(earlier, change(FIELDS, Set.of(2L, 3L), null)).tags())
                .containsExactlyInAnyOrder(1L, 2L, 3L);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {"Lead, Customer, Customer", "Lead, none, Lead", "none, Lead, Lead", "none, none, none"})
    void lastContactTypeThatIsNamedWins(String earlier, String later, String expected) {
        assertThat(together(change(FIELDS, Set.of(), earlier), change(FIELDS, Set.of(), later))
                        .text(ContactFields.CONTACT_TYPE))
                .isEqualTo(Optional.ofNullable(expected));
    }

    @Test
    void theRestIsTheLaterOnes() {
        Version version = new Version(BigDecimal.TWO);
        Change delete = new Change(KEY, Operation.DELETE, version, Changes.fields(FIELDS), Set.of(), null);

        Change merged = together(change(FIELDS, Set.of(), null), delete);

        assertThat(merged.operation()).isEqualTo(Operation.DELETE);
        assertThat(merged.version()).isEqualTo(version);
        assertThat(merged.key()).isEqualTo(KEY);
    }

    @Test
    void manyAreTheSameAsTwoAtATime() {
        Change one = change(Map.of("given_name", "A", "locality", "Rome"), Set.of(1L), "Lead");
        Change two = change(Map.of("given_name", "Ada"), Set.of(3L, 1L), null);
        Change three = change(Map.of("phone1", "5"), Set.of(2L), null);

        assertThat(together(one, two, three))
                .isEqualTo(together(together(one, two), three))
                .isEqualTo(together(one, together(two, three)));
    }

    @Test
    void doesNotChangeWhatItMerges() {
        Change earlier = change(Map.of("given_name", "A"), Set.of(1L), "Lead");
        together(earlier, change(Map.of("given_name", "Ada"), Set.of(2L), "Customer"));

        assertThat(earlier).isEqualTo(change(Map.of("given_name", "A"), Set.of(1L), "Lead"));
    }
}
