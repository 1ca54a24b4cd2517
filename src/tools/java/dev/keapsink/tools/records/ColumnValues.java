package dev.keapsink.tools.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.keapsink.record.InvalidValue;
import dev.keapsink.text.Blanks;
import dev.keapsink.value.Booleans;
import dev.keapsink.value.Countries;
import dev.keapsink.value.Emails;
import dev.keapsink.value.Fillers;
import dev.keapsink.value.Phones;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Counts the kinds of values in a column. It looks at the first few hundred values and keeps none. */
final class ColumnValues {
    private static final int MOST = 300;
    private static final int LONGEST = 200;
    private static final int MOST_PHONE_DIGITS = 15;
    private static final Pattern DAY =
            Pattern.compile("(\\d{1,4}([-/.])\\d{1,2}\\2\\d{2,4}|\\p{L}{3,9}\\.? \\d{1,2},? \\d{4}"
                    + "|\\d{1,2}\\.? \\p{L}{3,9},? \\d{4})\\b.*");
    private static final Pattern WHOLE_NAME = Pattern.compile("\\p{Lu}[\\p{L}'’.-]*( \\p{L}[\\p{L}'’.-]*){1,3}");
    private static final Pattern NUMBER = Pattern.compile("[-+]?\\d+([.,]\\d+)*");
    private static final Pattern PHONE_WRITING = Pattern.compile("[+(].*|.*\\d[ ().-]+\\d.*");

    private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
    private int count;

    /** What most values of a column are, for the operator. */
    enum Kind {
        ADDRESS("e-mail addresses", 80),
        DAY("dates", 80),
        PHONE("phone numbers", 60),
        /** Numbers in the notation of a telephone's. Other numbers of that length are often ids. */
        WRITTEN_PHONE("phone numbers", 50),
        COUNTRY("countries", 80),
        YES_OR_NO("yes or no", 80),
        NUMBER("numbers", 80),
        WHOLE_NAME("names", 80);

        private final String words;
        private final int percent;

        Kind(String words, int percent) {
            this.words = words;
            this.percent = percent;
        }

        String words() {
            return words;
        }

        private boolean is(String text) {
            return switch (this) {
                case ADDRESS -> Emails.isOne(Emails.bare(text));
                case DAY -> isDay(text);
                case PHONE -> isPhone(text);
                case WRITTEN_PHONE ->
                    isPhone(text) && PHONE_WRITING.matcher(text).matches();
                case COUNTRY -> Countries.alpha3(text).isPresent();
                case YES_OR_NO -> isYesOrNo(text);
                case NUMBER -> ColumnValues.NUMBER.matcher(text).matches();
                case WHOLE_NAME -> ColumnValues.WHOLE_NAME.matcher(text).matches();
            };
        }
    }

    /** Takes the next value that is not blank. Fillers do not count. */
    void add(JsonNode json) {
        if (count == MOST || !json.isValueNode()) {
            return;
        }
        String text = Blanks.strip(json.asText());
        if (Fillers.isOne(text)) {
            return;
        }
        count++;
        if (text.length() <= LONGEST) {
            Stream.of(Kind.values()).filter(kind -> kind.is(text)).forEach(kind -> counts.merge(kind, 1, Integer::sum));
        }
    }

    /** Whether so many values are of this kind that the column probably holds it. */
    boolean areMostly(Kind kind) {
        return count > 0 && counts.getOrDefault(kind, 0) * 100 >= count * kind.percent;
    }

    /** Returns the kind of most values, in words; empty for other texts. */
    Optional<String> inWords() {
        return Stream.of(Kind.values())
                .filter(kind -> kind != Kind.WHOLE_NAME && kind != Kind.PHONE)
                .filter(this::areMostly)
                .map(Kind::words)
                .findFirst();
    }

    private static boolean isDay(String text) {
        return DAY.matcher(text).matches();
    }

    private static boolean isPhone(String text) {
        return Phones.digits(text).length() <= MOST_PHONE_DIGITS
                && !isDay(text)
                && Phones.whyNone("phone1", new TextNode(text)).isEmpty();
    }

    private static boolean isYesOrNo(String text) {
        try {
            Booleans.of("", new TextNode(text));
            return true;
        } catch (InvalidValue e) {
            return false;
        }
    }
}
