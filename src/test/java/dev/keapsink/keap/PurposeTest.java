package dev.keapsink.keap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keapsink.record.ObjectType;
import java.util.List;
import org.junit.jupiter.api.Test;

class PurposeTest {

    @Test
    void saysWhatKeapRefused() {
        assertThat(Purpose.of(Endpoint.WRITE, ObjectType.CONTACTS).inWords()).isEqualTo("writing a contact");
        assertThat(Purpose.of(Endpoint.WRITE, ObjectType.ORDERS).inWords()).isEqualTo("writing an order");
        assertThat(Purpose.of(Endpoint.DELETION, ObjectType.NOTES).inWords()).isEqualTo("deleting a note");
        assertThat(Purpose.of(Endpoint.SEARCH, ObjectType.COMPANIES).inWords()).isEqualTo("searching for companies");
        assertThat(Purpose.of(Endpoint.ACCOUNT).inWords()).isEqualTo("reading what the account has");
        assertThat(Purpose.tagging(7).inWords()).isEqualTo("applying tag 7");
    }

    @Test
    void hasATypeIfAndOnlyIfTheCallIsAboutObjects() {
        assertThatThrownBy(() -> Purpose.of(Endpoint.WRITE)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Purpose.of(Endpoint.ACCOUNT, ObjectType.CONTACTS))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void ordersByKindThenTypeThenTag() {
        List<Purpose> ordered = List.of(
                Purpose.of(Endpoint.ACCOUNT),
                Purpose.of(Endpoint.SEARCH, ObjectType.NOTES),
                Purpose.of(Endpoint.WRITE, ObjectType.CONTACTS),
                Purpose.of(Endpoint.WRITE, ObjectType.NOTES),
                Purpose.tagging(1),
                Purpose.tagging(2));
        assertThat(ordered.reversed().stream().sorted()).isEqualTo(ordered);
    }

    @Test
    void outageOfOneTypeLeavesTheOthersAlone() {
        assertThat(Purpose.of(Endpoint.SEARCH, ObjectType.NOTES).service())
                .isEqualTo(Purpose.of(Endpoint.WRITE, ObjectType.NOTES).service())
                .isNotEqualTo(Purpose.of(Endpoint.WRITE, ObjectType.CONTACTS).service())
                .isNotEqualTo(Purpose.tagging(1).service());
        assertThat(Purpose.of(Endpoint.ACCOUNT).service())
                .isEqualTo(Purpose.of(Endpoint.WRITE, ObjectType.CONTACTS).service());
        assertThat(Purpose.of(Endpoint.UNTAGGING).service())
                .isEqualTo(Purpose.tagging(1).service());
    }
}
