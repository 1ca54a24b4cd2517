package dev.keapsink.record;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Tag ids in the ways producers write them: a list, one id, or a text with commas; numbers or texts. */
public final class TagIds {

    private TagIds() {}

    /**
     * The ids that a JSON value lists, in order; none for an absent or empty value.
     *
     * @throws InvalidValue if anything in it is not a positive whole number
     */
    public static Set<Long> of(@Nullable JsonNode json) {
        Set<Long> ids = new LinkedHashSet<>();
        items(json).map(TagIds::id).forEach(ids::add);
        return ids;
    }

    /** The ids of a comma list. */
    public static Set<Long> of(String commaList) {
        Set<Long> ids = new LinkedHashSet<>();
        texts(commaList).map(TagIds::id).forEach(ids::add);
        return ids;
    }

    private static Stream<String> items(@Nullable JsonNode json) {
        if (json == null || json.isNull()) {
            return Stream.empty();
        }
        if (json.isArray()) {
            return StreamSupport.stream(json.spliterator(), false).map(JsonNode::asText);
        }
        return json.isObject() ? Stream.of("") : texts(json.asText());
    }

    private static Stream<String> texts(String commaList) {
        return Stream.of(commaList.split(",")).map(String::strip).filter(text -> !text.isEmpty());
    }

    private static long id(String text) {
        if (!text.strip().matches("0*[1-9]\\d{0,17}")) {
            throw new InvalidValue("tags", "must be tag ids, which are positive whole numbers");
        }
        return Long.parseLong(text.strip());
    }
}
