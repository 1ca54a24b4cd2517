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
 * Tells which telephone a number reaches, in any notation of the number.
 *
 * <p>The library that knows the structure of numbers reads a country's file at the first number of the country. No
 * static field here holds any of it. Otherwise a native image would read all files while it is built, and a start would
 * read files that no number needs yet.
 */
public final class PhoneIdentity {

    /** Stands before the digits of an extension, so that they do not read as the end of the number. */
    public static final String EXTENSION = "x";

    private static final int NORTH_AMERICA = 1;

    /** The prefix of international calls in most countries. No domestic number begins with it. */
    private static final String ABROAD = "00";

    /** The most digits of a domestic number without a zero in front; only few countries have longer ones. */
    private static final int LONGEST_AT_HOME = 10;

    /**
     * Signs that people may write between digits. Brackets are not among them: a zero in brackets may not be dialled.
     */
    private static final Pattern SIGNS = Pattern.compile("[^\\p{L}\\p{Nd}+\uFF0B() ]+");

    private PhoneIdentity() {}

    /**
     * The same text for all notations of one number: {@code +}, the country code and the digits, and behind an
     * {@code x} those of an extension. A number of an unknown country keeps its own digits: {@code (656) 123-4567} is
     * another number than {@code +65 6123 4567}. More than ten digits without a zero in front include the country code.
     *
     * @param country where a number without a country code is dialled; ISO 3166-1 alpha-2
     */
    public static String of(String number, Optional<String> country) {
        return parsed(number, country)
                .map(known -> library().format(known, PhoneNumberFormat.E164)
                        + (known.hasExtension() ? EXTENSION + Phones.digits(known.getExtension()) : ""))
                .orElseGet(() -> (namesCountry(number) ? "+" : "")
                        + Phones.split(number).stream().map(Phones::digits).collect(Collectors.joining(EXTENSION)));
    }

    /**
     * The usual notations of a number, the given one first. Each of them reaches the same telephone. They are many only
     * for a known country, since each costs a call.
     *
     * @param country where a number without a country code is dialled
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

    /** The usual notations of a number with a separate extension, which may stand in the number as well. */
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
        // The library reads words beside a number as letters that stand for digits, and stops at an unknown sign.
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

    /** Whether digits without a plus are too many for a domestic number. */
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
