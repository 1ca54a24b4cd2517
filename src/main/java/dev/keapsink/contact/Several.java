package dev.keapsink.contact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.keapsink.text.Blanks;
import dev.keapsink.value.PhoneIdentity;
import dev.keapsink.value.Phones;
import dev.keapsink.value.Texts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What Keap keeps several of: a record may have them in one cell, or in columns that name no place. */
final class Several {
    /** No address and no number holds one of these, unless it is a list that became a text. */
    private static final Pattern BETWEEN_ADDRESSES = Pattern.compile("(?U)[\\s,;|\\[\\]\"]+|:::");

    private static final Pattern BETWEEN_NUMBERS = Pattern.compile("[;|\\r\\n,]|:::|\\s/\\s");

    private static final String SIGNS_BETWEEN_ADDRESSES = ",;|:[\"\r\n\t ";

    private static final String SIGNS_BETWEEN_NUMBERS = ",;|:/\r\n";

    /** Behind it there may be white space of other kinds. */
    private static final char LAST_OF_ASCII = '\u007F';

    private static final int FEWEST_DIGITS = 7;

    static final Several EMAILS = new Several("email", 3, Kind.EMAIL);
    static final Several PHONES = new Several("phone", 5, Kind.PHONE, "Mobile", "Work", "Home", "Other");
    static final Several FAXES = new Several("fax", 2, Kind.PHONE);

    private static final List<Several> ALL = List.of(EMAILS, PHONES, FAXES);

    private final String field;
    private final Kind kind;
    private final List<ContactField> places;
    private final List<String> types;

    private Several(String field, int count, Kind kind, String... types) {
        this.field = field;
        this.kind = kind;
        this.places = IntStream.rangeClosed(1, count)
                .mapToObj(number -> ContactFields.named(field + number))
                .toList();
        this.types = List.of(types);
    }

    /** How the documentation calls them: the beginning of the places' labels. */
    String field() {
        return field;
    }

    static List<Several> values() {
        return ALL;
    }

    /** Where they stand, in their order. */
    List<ContactField> places() {
        return places;
    }

    /** Whether one that Keap could not take gives way to any other. A bad address does not: it is told instead. */
    boolean givesWay() {
        return kind != Kind.EMAIL;
    }

    /** The normalised names of columns that take the next free place, best first, each with the type that it implies, or with none. */
    Map<String, String> columns() {
        Map<String, String> columns = new LinkedHashMap<>();
        FieldNames.of(field).forEach(name -> columns.put(name, ""));
        types.forEach(type -> FieldNames.of(field + " " + type).forEach(name -> columns.put(name, type)));
        return columns;
    }

    /** Whether any cell of these places may hold more than one. */
    boolean isInOneCell(Map<ContactField, Found> found) {
        for (ContactField place : places) {
            Found cell = found.get(place);
            if (cell != null && mayBeSeveral(cell.json())) {
                return true;
            }
        }
        return false;
    }

    /** What a cell holds, at least one. */
    List<JsonNode> parts(JsonNode cell) {
        if (cell.isArray()) {
            List<JsonNode> items = new ArrayList<>();
            cell.forEach(item -> items.addAll(Texts.isBlank(item) ? List.of() : parts(item)));
            return items.isEmpty() || items.stream().anyMatch(JsonNode::isContainerNode) ? List.of(cell) : items;
        }
        return mayBeSeveral(cell) ? parts(cell, cell.asText()) : List.of(cell);
    }

    private boolean mayBeSeveral(JsonNode cell) {
        if (!cell.isTextual()) {
            return cell.isArray();
        }
        String signs = kind == Kind.EMAIL ? SIGNS_BETWEEN_ADDRESSES : SIGNS_BETWEEN_NUMBERS;
        String text = cell.asText();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > LAST_OF_ASCII || signs.indexOf(text.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }

    private List<JsonNode> parts(JsonNode cell, String text) {
        List<String> parts = Stream.of((kind == Kind.EMAIL ? BETWEEN_ADDRESSES : BETWEEN_NUMBERS).split(text))
                .map(Blanks::strip)
                .filter(part -> !part.isEmpty())
                .toList();
        return !parts.isEmpty() && parts.stream().allMatch(this::isOne)
                ? parts.stream().<JsonNode>map(TextNode::new).toList()
                : List.of(cell);
    }

    private boolean isOne(String part) {
        return kind == Kind.EMAIL ? part.indexOf('@') >= 0 : Phones.digits(part).length() >= FEWEST_DIGITS;
    }

    /**
     * The same for two ways of writing one of them.
     *
     * @param country whose numbers are written without saying so, as {@link PhoneRegion} knows it
     */
    String identity(JsonNode one, Optional<String> country) {
        String text = Blanks.visible(Blanks.strip(one.asText()));
        return kind == Kind.EMAIL ? text.toLowerCase(Locale.ROOT) : PhoneIdentity.digits(text, country);
    }

    @Override
    public String toString() {
        return field;
    }
}
