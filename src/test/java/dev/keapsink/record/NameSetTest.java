package dev.keapsink.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NameSetTest {

    private static final NameSet NAMES = new NameSet(List.of("op", "optype", "isdeleted"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "op",
                "OP",
                "_op",
                "__op__",
                "o.p",
                "op_type",
                "OpType",
                "_is_deleted",
                "IsDeleted",
                "i s deleted",
                "\ud83d\ude00op"
            })
    void holdsItsNamesInAnySpelling(String name) {
        assertThat(NAMES.hold(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "o",
                "_",
                "__",
                "opt_in",
                "is",
                "email",
                "_email",
                "1op",
                "\u00f6p",
                "_\u00f6p",
                "\ud835\udc00op"
            })
    void holdsNoOther(String name) {
        assertThat(NAMES.hold(name)).isFalse();
    }
}
