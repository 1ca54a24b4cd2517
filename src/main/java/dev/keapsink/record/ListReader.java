package dev.keapsink.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.keapsink.text.Blanks;
import dev.keapsink.text.Composed;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/**
 * Reads lists of tags, options or ids in all the ways in which producers write them. Blank items are ignored. The time
 * is bounded by the length of the text, for any content.
 */
public final class ListReader {

    /** Separates the labels of a contact in Google Contacts. */
    private static final String COLONS = " ::: ";

    /** No option's name has so many separators; the limit bounds the time. */
    private static final int MOST_PIECES = 10;

    private ListReader() {}

    /** The notation of a list. */
    public enum Form {
        /** A JSON array, or a text that holds one. Its items are never divided. */
        JSON,
        /** A text with semicolons, line breaks or tabs; its commas are part of the items. */
        SEMICOLONS,
        /** A text with {@code :::} between its items. */
        COLONS,
        COMMAS,
        /** A text with bars that have no spaces around them. */
        BARS,
        /** A text or a number without a separator. */
        ONE
    }

    /**
     * The items of a list.
     *
     * @param text the whole list, if it is a text
     * @param isQuoted whether an item stands in quotation marks, so that the unquoted items hold no separators
     */
    public record Listed(Form form, String text, List<Item> items, boolean isQuoted) {}

    /**
     * The items of a value. A text is divided at semicolons, line breaks or tabs, else at {@code :::}, else at commas,
     * else at bars. A quoted part is one item.
     *
     * @param field the name of the value in a complaint
     * @throws InvalidValue if the value is an object; or naming the item that is a list or an object
     */
    public static Listed of(String field, JsonNode json) {
        Optional<JsonNode> array = array(field, json);
        if (array.isPresent()) {
            return new Listed(Form.JSON, "", items(field, array.get()), false);
        }
        Item one = new Item(1, json);
        return json.isTextual() ? divided(text(json)) : new Listed(Form.ONE, one.text(), List.of(one), false);
    }

    private static Optional<JsonNode> array(String field, JsonNode json) {
        if (json.isObject()) {
            throw new InvalidValue(field, "must be a list, a text or a number, not an object");
        }
        if (json.isNull() || json.isMissingNode()) {
            return Optional.of(json);
        }
        return json.isArray() ? Optional.of(json) : arrayIn(text(json));
    }

    private static Optional<JsonNode> arrayIn(String text) {
        return Json.list(text).or(() -> Brackets.quoted(text));
    }

    private static List<Item> items(String field, JsonNode array) {
        List<Item> items = new ArrayList<>();
        for (JsonNode json : array) {
            if (!isNothing(json)) {
                Item item = new Item(items.size() + 1, json.isTextual() ? new TextNode(text(json)) : json);
                if (json.isContainerNode()) {
                    throw new InvalidValue(
                            field, "must be a list of texts or numbers; %s is not".formatted(item.inWords()));
                }
                items.add(item);
            }
        }
        return items;
    }

    /** A text in the form in which all texts of a record are read. */
    private static String text(JsonNode json) {
        return Composed.of(Blanks.spaced(Blanks.strip(json.asText())));
    }

    private static boolean isNothing(JsonNode json) {
        return json.isNull()
                || (json.isTextual() && Blanks.isBlank(json.asText()))
                || (json.isArray() && json.isEmpty());
    }

    private static Listed divided(String text) {
        return Brackets.plain(text)
                .map(ListReader::dividedInside)
                .map(inside -> new Listed(inside.form(), text, inside.items(), inside.isQuoted()))
                .orElseGet(() -> dividedInside(text));
    }

    private static Listed dividedInside(String text) {
        Listed divided = divided(text, Form.SEMICOLONS, at -> isSemicolonOrEnd(text.charAt(at)));
        return switch (divided.items().size()) {
            case 0 -> divided;
            // A semicolon at the end does not divide, so that commas still may.
            case 1 ->
                dividedFurther(
                        divided.isQuoted() ? text : divided.items().getFirst().text());
            default -> divided;
        };
    }

    private static Listed dividedFurther(String text) {
        if (text.contains(COLONS)) {
            return listed(Form.COLONS, text, List.of(text.split(COLONS)), false);
        }
        Listed commas = divided(text, Form.COMMAS, at -> text.charAt(at) == ',');
        if (commas.items().size() != 1 || commas.isQuoted()) {
            return commas;
        }
        Listed bars = divided(text, Form.BARS, at -> isTightBar(text, at));
        return bars.items().size() > 1 ? bars : new Listed(Form.ONE, text, commas.items(), false);
    }

    private static Listed divided(String text, Form form, IntPredicate isSeparator) {
        BitSet quoted = Quotation.in(text);
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int at = 0; at < text.length(); at++) {
            if (isSeparator.test(at) && !quoted.get(at)) {
                parts.add(text.substring(from, at));
                from = at + 1;
            }
        }
        parts.add(text.substring(from));
        return listed(form, text, parts, !quoted.isEmpty());
    }

    private static Listed listed(Form form, String text, List<String> parts, boolean isQuoted) {
        List<Item> items = new ArrayList<>();
        for (String part : parts) {
            String item = Quotation.without(
                    form == Form.SEMICOLONS ? withoutCommaAtEnd(Blanks.strip(part)) : Blanks.strip(part));
            if (!Blanks.isBlank(item)) {
                items.add(new Item(items.size() + 1, new TextNode(Blanks.strip(item))));
            }
        }
        return new Listed(form, text, items, isQuoted);
    }

    /** Lists with one item a line often have a comma at the end of each line. */
    private static String withoutCommaAtEnd(String item) {
        return item.endsWith(",") ? Blanks.strip(item.substring(0, item.length() - 1)) : item;
    }

    private static boolean isSemicolonOrEnd(char character) {
        return character == ';' || character == '\n' || character == '\r' || character == '\t';
    }

    /** Whether a bar divides. With spaces around it, it is more likely part of a name. */
    private static boolean isTightBar(String text, int at) {
        return text.charAt(at) == '|'
                && at > 0
                && at < text.length() - 1
                && text.charAt(at - 1) != ' '
                && text.charAt(at + 1) != ' ';
    }

    /**
     * The items of a value that lists options, whose names may hold separators. In a text, the longest runs of pieces
     * that form an option are one item each. Every other piece stays as it is.
     *
     * @param field the name of the value in a complaint
     * @param isOption whether a text is the name of an option
     * @throws InvalidValue as {@link #of} does
     */
    public static List<Item> options(String field, JsonNode json, Predicate<String> isOption) {
        return array(field, json).isPresent() || !json.isTextual()
                ? of(field, json).items()
                : joined(text(json), Quotation::isSeparator, isOption);
    }

    /** The options in a text that Keap wrote, which has commas between them. */
    public static List<Item> optionsOfKeap(String text, Predicate<String> isOption) {
        return joined(Blanks.strip(text), character -> character == ',', isOption);
    }

    private static List<Item> joined(String text, IntPredicate isSeparator, Predicate<String> isOption) {
        if (isOption.test(text)) {
            return List.of(new Item(1, new TextNode(text)));
        }
        return Brackets.plain(text)
                .map(inside -> joinedInside(inside, isSeparator, isOption))
                .orElseGet(() -> joinedInside(text, isSeparator, isOption));
    }

    private static List<Item> joinedInside(String text, IntPredicate isSeparator, Predicate<String> isOption) {
        List<int[]> pieces = pieces(text, isSeparator);
        List<Item> items = new ArrayList<>();
        int next = 0;
        while (next < pieces.size()) {
            int last = Math.min(pieces.size(), next + MOST_PIECES) - 1;
            while (last > next && !isOption.test(between(text, pieces.get(next), pieces.get(last)))) {
                last--;
            }
            String piece = between(text, pieces.get(next), pieces.get(last));
            String item = isOption.test(piece) ? piece : Quotation.without(piece);
            if (!Blanks.isBlank(item)) {
                items.add(new Item(items.size() + 1, new TextNode(Blanks.strip(item))));
            }
            next = last + 1;
        }
        return items;
    }

    private static String between(String text, int[] first, int[] last) {
        return Blanks.strip(text.substring(first[0], last[1]));
    }

    /** The start and the end of each piece that is not blank. */
    private static List<int[]> pieces(String text, IntPredicate isSeparator) {
        BitSet quoted = Quotation.in(text);
        List<int[]> pieces = new ArrayList<>();
        int from = 0;
        for (int at = 0; at <= text.length(); at++) {
            if (at == text.length() || (isSeparator.test(text.charAt(at)) && !quoted.get(at))) {
                if (!Blanks.isBlank(text.substring(from, at))) {
                    pieces.add(new int[] {from, at});
                }
                from = at + 1;
            }
        }
        return pieces;
    }
}
