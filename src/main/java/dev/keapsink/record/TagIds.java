package dev.keapsink.record;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.text.Blanks;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Tag ids in the ways producers write them: a list, one id, or a text with commas; numbers or texts. */
public final class TagIds {

    /** Every tag is a call of its own, and a record with more of them could not be finished within an invocation. */
    public static final int MAX_TAGS = 50;

    private TagIds() {}

    /**
     * The ids that a JSON value lists, in order; none for an absent or empty value.
     *
     * @throws InvalidValue if anything in it is not a positive whole number, or if there are too many
     */
    public static Set<Long> of(@Nullable JsonNode json) {
        Set<Long> ids = new LinkedHashSet<>();
        items(json).map(TagIds::id).forEach(ids::add);
        return bounded(ids);
    }

    /** The ids of a comma list. */
    public static Set<Long> of(String commaList) {
        Set<Long> ids = new LinkedHashSet<>();
        texts(commaList).map(TagIds::id).forEach(ids::add);
        return bounded(ids);
    }

    private static Set<Long> bounded(Set<Long> ids) {
        if (ids.size() > MAX_TAGS) {
            throw new InvalidValue("tags", "must not be more than %d tags".formatted(MAX_TAGS));
        }
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
        return Stream.of(commaList.split(",")).map(Blanks::strip).filter(text -> !text.isEmpty());
    }

    private static long id(String text) {
        if (!Blanks.strip(text).matches("0*[1-9]\\d{0,17}")) {
            throw new InvalidValue("tags", "must be tag ids, which are positive whole numbers");
        }
        return Long.parseLong(Blanks.strip(text));
    }
}
