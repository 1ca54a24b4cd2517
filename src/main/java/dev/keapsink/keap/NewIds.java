package dev.keapsink.keap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The ids that a dry run gives to the objects that Keap would create, and the words that a person reads in their place.
 * Not threadsafe.
 */
final class NewIds {

    /** Beyond all ids of Keap, and as long as an id may be. Those that follow have the same number of digits. */
    static final long FIRST = Long.MAX_VALUE / 100;

    private static final Pattern CANDIDATE = Pattern.compile("(?<!\\d)\\d{17}(?!\\d)");

    /** The names of the objects, in the order of their ids. */
    private final List<String> names = new ArrayList<>();

    private int namedBefore;

    /**
     * The id of another new object.
     *
     * @param name of an object, as in "contact"; several objects may have the same
     */
    long of(String name) {
        names.add(name);
        return FIRST + names.size() - 1;
    }

    /** Whether the text names a new object. */
    boolean isIn(String text) {
        return ids(text).findAny().isPresent();
    }

    private Stream<Long> ids(String text) {
        return CANDIDATE
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .map(Long::valueOf)
                .filter(this::isNew);
    }

    private boolean isNew(long id) {
        return id >= FIRST && id < FIRST + names.size();
    }

    /**
     * The words for the ids in these texts. Objects of one name are numbered if the texts name several, or if several
     * are new since the last time.
     */
    Words words(Collection<String> texts) {
        NavigableSet<Long> ids = texts.stream().flatMap(this::ids).collect(Collectors.toCollection(TreeSet::new));
        LongStream.range(FIRST + namedBefore, FIRST + names.size()).forEach(ids::add);
        namedBefore = names.size();
        Map<String, List<Long>> byName = ids.stream().collect(Collectors.groupingBy(this::name));
        Map<String, String> words = new HashMap<>();
        byName.forEach((name, alike) -> {
            for (int i = 0; i < alike.size(); i++) {
                String number = alike.size() == 1 ? "" : " " + (i + 1);
                words.put(String.valueOf(alike.get(i)), "{id of the new %s%s}".formatted(name, number));
            }
        });
        return new Words(words);
    }

    private String name(long id) {
        return names.get((int) (id - FIRST));
    }

    /** Words by the ids that they replace. */
    record Words(Map<String, String> byId) {

        String in(String text) {
            return CANDIDATE
                    .matcher(text)
                    .replaceAll(id -> Matcher.quoteReplacement(byId.getOrDefault(id.group(), id.group())));
        }

        /** The same document with words in place of ids, be they numbers or texts. */
        JsonNode in(JsonNode json) {
            return switch (json) {
                case ObjectNode object -> {
                    ObjectNode shown = object.objectNode();
                    object.properties().forEach(property -> shown.set(property.getKey(), in(property.getValue())));
                    yield shown;
                }
                case ArrayNode array -> {
                    ArrayNode shown = array.arrayNode();
                    array.forEach(item -> shown.add(in(item)));
                    yield shown;
                }
                case JsonNode value
                when value.isTextual() || value.isIntegralNumber() -> {
                    String shown = in(value.asText());
                    yield shown.equals(value.asText()) ? value : new TextNode(shown);
                }
                default -> json;
            };
        }
    }
}
