package dev.keapsink.contact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.keapsink.field.Field;
import dev.keapsink.field.FieldType;
import dev.keapsink.field.FoundValue;
import dev.keapsink.text.Blanks;
import dev.keapsink.value.Emails;
import dev.keapsink.value.Fillers;
import dev.keapsink.value.PhoneIdentity;
import dev.keapsink.value.Phones;
import dev.keapsink.value.Texts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Fields of which Keap keeps several: e-mail addresses, phone numbers, fax numbers. A record may have them in one cell,
 * or in columns that name no slot.
 */
final class RepeatedFields {
    /** Text between separators, or in brackets. No address holds a separator; a text that does is a list. */
    private static final Pattern OF_ADDRESSES =
            Pattern.compile("(?U)\\([^()@]{0,100}\\)|(?:(?!:::)[^\\s,;|\\[\\]\"])+");

    /** Words that join two addresses, or say which purpose one has. */
    private static final Pattern NO_ADDRESS =
            Pattern.compile("(?i)\\(.*\\)|or|and|und|oder|y|et|ou|&|/|:+", Pattern.DOTALL);

    private static final Pattern LINE_MARK = Pattern.compile("[\u0085\u2028\u2029]");

    private static final String FILLER = "(?:n/?a|none|null|nil|unknown)";

    /**
     * Separators of numbers. An extension that follows one belongs to the number before it; a filler needs no
     * separator. Bounded and possessive repeats keep the match fast on long runs of spaces.
     */
    private static final Pattern BETWEEN_NUMBERS = Pattern.compile("(?i)(?:[;|\\r\\n,&/]|:::)"
            + "(?!\\s{0,9}+(?:ext(?:ension|n)?|x|#)[\\s.:=]{0,9}+\\d{1,8}\\s{0,9}+(?:[;|\\r\\n,/]|$))"
            + "|(?<![\\s/])[\\s/]++(?=FILLER\\s*+$)|(?<=^FILLER)[\\s/]++".replace("FILLER", FILLER));

    private static final Pattern ZEROS = Pattern.compile("[^1-9]*");

    private static final String SIGNS_BETWEEN_ADDRESSES = ",;|:[\"\r\n\t ";

    private static final String SIGNS_BETWEEN_NUMBERS = ",;|:/&nN\r\n";

    /** Characters beyond ASCII may be other white space. */
    private static final char LAST_OF_ASCII = '\u007F';

    private static final int FEWEST_DIGITS = 7;

    static final RepeatedFields EMAILS = new RepeatedFields("email", 3, FieldType.EMAIL);
    static final RepeatedFields PHONES =
            new RepeatedFields("phone", 5, FieldType.PHONE, "Mobile", "Work", "Home", "Other");
    static final RepeatedFields FAXES = new RepeatedFields("fax", 2, FieldType.PHONE);

    private static final List<RepeatedFields> ALL = List.of(EMAILS, PHONES, FAXES);

    private final String field;
    private final FieldType kind;
    private final List<Field> slots;
    private final List<String> types;

    private RepeatedFields(String field, int count, FieldType kind, String... types) {
        this.field = field;
        this.kind = kind;
        this.slots = IntStream.rangeClosed(1, count)
                .mapToObj(number -> ContactFields.named(field + number))
                .toList();
        this.types = List.of(types);
    }

    /** The word for these fields in the documentation, with which the slots' labels begin. */
    String field() {
        return field;
    }

    static List<RepeatedFields> values() {
        return ALL;
    }

    /** The slots, in their order. */
    List<Field> slots() {
        return slots;
    }

    /**
     * Whether a value that Keap could not take gives way to any other. A bad e-mail address does not: it becomes a
     * fault.
     */
    boolean givesWay() {
        return !isEmail();
    }

    /**
     * The normalised names of columns that take the next free slot, best first, each with the type that it implies, or
     * an empty text.
     */
    Map<String, String> columns() {
        Map<String, String> columns = new LinkedHashMap<>();
        ContactNames.ALL.of(field).forEach(name -> columns.put(name, ""));
        types.forEach(type -> ContactNames.ALL.of(field + " " + type).forEach(name -> columns.put(name, type)));
        return columns;
    }

    /** Whether any cell of these slots may hold several values. */
    boolean isInOneCell(Map<Field, FoundValue> found) {
        for (Field slot : slots) {
            FoundValue cell = found.get(slot);
            if (cell != null && mayBeSeveral(cell.json())) {
                return true;
            }
        }
        return false;
    }

    /** The values in a cell, at least one: first those that may be an address or a number, then the rest. */
    List<JsonNode> parts(JsonNode cell) {
        if (!mayBeSeveral(cell)) {
            return List.of(cell);
        }
        List<JsonNode> parts = cell.isArray() ? items(cell) : pieces(cell.asText());
        if (parts.isEmpty() || parts.stream().anyMatch(JsonNode::isContainerNode)) {
            return List.of(cell);
        }
        return parts.size() == 1 ? parts : soundFirst(parts);
    }

    private List<JsonNode> soundFirst(List<JsonNode> parts) {
        Map<Boolean, List<JsonNode>> sound = parts.stream().collect(Collectors.partitioningBy(this::isSound));
        return Stream.of(true, false)
                .flatMap(isSound -> sound.getOrDefault(isSound, List.of()).stream())
                .toList();
    }

    private List<JsonNode> items(JsonNode list) {
        List<JsonNode> items = new ArrayList<>();
        list.forEach(item -> items.addAll(Texts.isBlank(item) ? List.of() : parts(item)));
        return items;
    }

    private boolean mayBeSeveral(JsonNode cell) {
        if (!cell.isTextual()) {
            return cell.isArray();
        }
        String signs = isEmail() ? SIGNS_BETWEEN_ADDRESSES : SIGNS_BETWEEN_NUMBERS;
        String text = cell.asText();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > LAST_OF_ASCII || signs.indexOf(text.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }

    /** The pieces between the separators of a text; empty if the separators may be part of one value. */
    private List<JsonNode> pieces(String text) {
        Stream<String> all = isEmail()
                ? OF_ADDRESSES.matcher(inOneLine(text)).results().map(MatchResult::group)
                : Stream.of(BETWEEN_NUMBERS.split(text));
        List<String> pieces = all.map(Blanks::strip)
                .filter(piece -> !piece.isEmpty() && !(isEmail() && piece.endsWith(":")))
                .toList();
        List<String> kept = isEmail() ? addresses(pieces, text) : numbers(pieces);
        return kept.stream().<JsonNode>map(TextNode::new).toList();
    }

    /** Removes line marks from a text with only one address, where they separate nothing. */
    private static String inOneLine(String text) {
        return text.indexOf('@') == text.lastIndexOf('@')
                ? LINE_MARK.matcher(text).replaceAll("")
                : text;
    }

    /**
     * The addresses among these pieces. A person's name before an address in angle brackets is dropped. A filler or a
     * note in brackets is kept as one further piece, so that it is reported. With any other word the result is empty.
     * The word may be the beginning of an address with a misplaced space or comma in it. The rest would be another
     * person's address.
     */
    private static List<String> addresses(List<String> pieces, String text) {
        List<String> addresses =
                pieces.stream().filter(piece -> piece.indexOf('@') >= 0).toList();
        if (addresses.isEmpty() || text.indexOf('<') >= 0) {
            return addresses;
        }
        return pieces.stream()
                        .allMatch(piece -> piece.indexOf('@') >= 0
                                || Fillers.isOne(piece)
                                || NO_ADDRESS.matcher(piece).matches())
                ? Stream.concat(
                                addresses.stream(),
                                pieces.stream()
                                        .filter(piece -> piece.indexOf('@') < 0)
                                        .limit(1))
                        .toList()
                : List.of();
    }

    /**
     * The pieces, if each has enough digits for a number, or none but zeros; else empty. A few digits may be the end of
     * another number or an extension; and {@code n/a} is one word.
     */
    private static List<String> numbers(List<String> pieces) {
        return pieces.stream().anyMatch(RepeatedFields::isLongEnough)
                        && pieces.stream()
                                .allMatch(piece -> isLongEnough(piece)
                                        || ZEROS.matcher(piece).matches())
                ? pieces
                : List.of();
    }

    private static boolean isLongEnough(String piece) {
        return Phones.digits(piece).length() >= FEWEST_DIGITS;
    }

    private boolean isSound(JsonNode one) {
        return isEmail()
                ? one.asText().indexOf('@') >= 0
                : Phones.whyNone(field, one).isEmpty();
    }

    private boolean isEmail() {
        return kind == FieldType.EMAIL;
    }

    /**
     * A text that is equal for two notations of one address or number.
     *
     * @param country the country of numbers without a country code, as {@link PhoneRegion} knows it
     */
    String identity(JsonNode one, Optional<String> country) {
        String text = Blanks.strip(one.asText());
        return isEmail() ? Emails.bare(text).toLowerCase(Locale.ROOT) : PhoneIdentity.of(Blanks.visible(text), country);
    }

    @Override
    public String toString() {
        return field;
    }
}
