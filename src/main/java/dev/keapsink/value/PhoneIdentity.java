package dev.keapsink.value;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import dev.keapsink.text.Blanks;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which telephone a number reaches, however it is written.
 *
 * <p>The library that knows how numbers are made up reads a file a country when its first number comes, so that nothing here
 * is kept in a static field: a native image would read all that while it is built, and a start while nobody needs it.
 */
public final class PhoneIdentity {

    /** Stands before the digits of an extension, so that they do not read as the end of the number. */
    public static final String EXTENSION = "x";

    private static final int NORTH_AMERICA = 1;

    /** What a number begins with in most countries that dials another one; no number of one's own country does. */
    private static final String ABROAD = "00";

    /** Without a zero in front; only few countries have longer ones. */
    private static final int LONGEST_AT_HOME = 10;

    /** What people may write between digits, but for brackets: a zero in them may not be dialled. */
    private static final Pattern SIGNS = Pattern.compile("[^\\p{L}\\p{Nd}+\uFF0B() ]+");

    private PhoneIdentity() {}

    /**
     * The same text for all notations of one number: {@code +}, its digits with the country's code, and behind an {@code x} those
     * of an extension. A number whose country is not known keeps its own digits: those of {@code (656) 123-4567} are
     * another number's than of {@code +65 6123 4567}. More than ten without a zero in front have the country's code.
     *
     * @param country where it is dialled if it does not say so itself; ISO 3166-1 alpha-2
     */
    public static String of(String number, Optional<String> country) {
        return parsed(number, country)
                .map(known -> library().format(known, PhoneNumberFormat.E164)
                        + (known.hasExtension() ? EXTENSION + Phones.digits(known.getExtension()) : ""))
                .orElseGet(() -> (namesCountry(number) ? "+" : "")
                        + Phones.split(number).stream().map(Phones::digits).collect(Collectors.joining(EXTENSION)));
    }

    /**
     * The ways in which people usually write a number, the number as it is first; each of them reaches the same telephone.
     * They are many only where a country is known: each is a call.
     *
     * @param country where a number is dialled that does not say so itself
     */
    public static List<String> notations(String number, Optional<String> country) {
        String identity = of(number, country);
        Stream<String> others = parsed(number, country).stream()
                .flatMap(known ->
                        country.isEmpty() ? Stream.of(library().format(known, PhoneNumberFormat.E164)) : usual(known));
        return Stream.concat(Stream.of(number, Phones.bare(number)), others)
                .distinct()
                .filter(notation -> of(notation, country).equals(identity))
                .toList();
    }

    /** The same for a number and an extension apart from it, which may stand in it as well. */
    public static List<String> notations(String number, String extension, Optional<String> country) {
        List<String> parts = Phones.split(number);
        String other = parts.size() > 1
                ? parts.getFirst()
                : Phones.extension(extension).isEmpty() ? "" : number + " " + EXTENSION + Phones.extension(extension);
        return other.isEmpty()
                ? notations(number, country)
                : Stream.concat(
                                notations(number, country).stream(),
                                notations(Blanks.strip(other), country).stream().limit(2))
                        .distinct()
                        .toList();
    }

    private static Stream<String> usual(PhoneNumber number) {
        String national = library().format(number, PhoneNumberFormat.NATIONAL);
        if (number.hasExtension()) {
            return Stream.of(national);
        }
        String international = library().format(number, PhoneNumberFormat.E164);
        boolean american = number.getCountryCode() == NORTH_AMERICA;
        return Stream.of(
                national,
                international,
                Phones.digits(national),
                american ? "+1 " + national : international.substring(1),
                grouped(national, "-"),
                grouped(national, "."),
                american
                        ? "1-" + grouped(national, "-")
                        : "+" + grouped(library().format(number, PhoneNumberFormat.INTERNATIONAL), " "));
    }

    private static String grouped(String number, String separator) {
        return String.join(
                separator,
                Stream.of(number.split("[^0-9]+"))
                        .filter(group -> !group.isEmpty())
                        .toList());
    }

    private static Optional<PhoneNumber> parsed(String number, Optional<String> country) {
        boolean abroad = Phones.digits(number).startsWith(ABROAD);
        List<String> parts = Phones.split(number);
        // The library takes words beside a number for letters that stand for digits, and ends at a sign that it does
        // not know.
        String bare = SIGNS.matcher(Phones.bare(parts.getFirst())).replaceAll(" ");
        if (country.isEmpty() && !abroad && !namesCountry(number)) {
            if (!hasCountryCode(Phones.digits(bare))) {
                return Optional.empty();
            }
            bare = "+" + Phones.digits(bare);
        }
        String dialable = parts.size() == 1 ? bare : bare + " " + EXTENSION + Phones.digits(parts.getLast());
        Optional<PhoneNumber> dialled = parsed(dialable, country.orElse(null));
        return dialled.isPresent() || !abroad
                ? dialled
                : parsed("+" + Phones.digits(number).substring(ABROAD.length()), (String) null)
                        .filter(known -> library().isValidNumber(known));
    }

    /** Whether digits without a plus are too many for a number of one's own country. */
    private static boolean hasCountryCode(String digits) {
        return digits.length() > LONGEST_AT_HOME && digits.charAt(0) != '0';
    }

    private static boolean namesCountry(String number) {
        return number.contains("+") || number.contains("\uFF0B");
    }

    private static Optional<PhoneNumber> parsed(String number, @Nullable String country) {
        try {
            return Optional.of(library().parse(number, country))
                    .filter(known -> library().isPossibleNumberWithReason(known) == ValidationResult.IS_POSSIBLE);
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }

    private static PhoneNumberUtil library() {
        return PhoneNumberUtil.getInstance();
    }
}
