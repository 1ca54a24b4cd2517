package dev.keapsink.field;

import dev.keapsink.mapping.MappingError;
import dev.keapsink.mapping.MappingNode;
import dev.keapsink.value.Encoding;

/** Reads the entry {@code encoding} of a mapping document. */
final class MappedEncoding {

    private MappedEncoding() {}

    /**
     * The encoding that the entry describes.
     *
     * @param otherwise the forms that the entry does not set
     * @throws MappingError naming the offending part
     */
    static Encoding of(MappingNode node, Encoding otherwise) {
        node.having("yes_no", "list", "date", "month", "day_of_week", "clear");
        return new Encoding(
                node.child("yes_no").choice(otherwise.yesNo()),
                node.child("list").choice(otherwise.list()),
                node.child("date").choice(otherwise.date()),
                node.child("month").choice(otherwise.month()),
                node.child("day_of_week").choice(otherwise.dayOfWeek()),
                node.child("clear").choice(otherwise.clear()));
    }
}
