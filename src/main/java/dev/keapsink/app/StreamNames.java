package dev.keapsink.app;

import dev.keapsink.mapping.DidYouMean;
import dev.keapsink.record.ObjectType;
import dev.keapsink.text.Blanks;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the names of the streams that a deployment writes. */
final class StreamNames {

    /** Every stream that can be written. */
    static final List<String> NAMES =
            Arrays.stream(ObjectType.values()).map(ObjectType::stream).toList();

    /** Every stream as it stands in a sentence. */
    static final String ALL = NAMES.stream().collect(Collectors.joining(", "));

    private StreamNames() {}

    /**
     * The types of the named streams.
     *
     * @throws WrongItem if there is no stream of a name, or one is named twice
     */
    static Set<ObjectType> parsed(String text) {
        Set<ObjectType> types = EnumSet.noneOf(ObjectType.class);
        for (String name : text.split(",", -1)) {
            ObjectType type = ObjectType.ofStream(Blanks.strip(name)).orElseThrow(() -> unknown(Blanks.strip(name)));
            if (!types.add(type)) {
                throw new WrongItem("; it names %s twice".formatted(type.stream()));
            }
        }
        return Collections.unmodifiableSet(types);
    }

    private static WrongItem unknown(String name) {
        return new WrongItem(DidYouMean.suggestion(name, NAMES));
    }
}
