package dev.keapsink.value;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.record.InvalidValue;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads numbers, also from the texts in which exports write them. */
public final class Numbers {

    /** Digits, or groups of three digits with commas between them; then a fraction behind a point. */
    private static final Pattern DECIMAL =
            Pattern.compile("[-+]?(\\d+|\\d{1,3}(,\\d{3})+)(\\.\\d+)?([eE][-+]?\\d{1,2})?");

    /**
     * A text such as 1.234. Where a comma marks the fraction it is a thousand and more, elsewhere it is one and a
     * fraction.
     */
    private static final Pattern TWO_READINGS = Pattern.compile("[-+]?[1-9]\\d{0,2}\\.\\d{3}");

    /** No double has more digits when it is written out, and a longer text takes long to read. */
    private static final int LONGEST = 400;

    /** Keap stores doubles, so that a longer number would come back as another one. */
    private static final int MOST_DIGITS = 17;

    /** The minutes that Keap's documentation lists for a reminder. */
    public static final String REMINDERS_IN_WORDS = "5, 10, 15, 30, 60, 120, 240, 480, 1440 or 2880";

    private static final Set<Long> REMINDERS =
            Arrays.stream(REMINDERS_IN_WORDS.split("\\D+")).map(Long::valueOf).collect(Collectors.toUnmodifiableSet());

    private Numbers() {}

    /**
     * Reads a number. {@code 1,234.50} is one too, but {@code 1.234,50} is refused, since it could not be told from
     * 1.234.
     *
     * @throws InvalidValue if the value is not a number, has two readings, or has too many digits
     */
    public static BigDecimal decimal(String field, JsonNode json) {
        return decimal(field, json, text(field, json));
    }

    /**
     * Reads an amount, with or without its currency sign.
     *
     * @throws InvalidValue as {@link #decimal} does
     */
    public static BigDecimal currency(String field, JsonNode json) {
        return decimal(
                field,
                json,
                text(field, json).replaceFirst("^([-+]?)\\p{Sc}\\s*", "$1").replaceFirst("\\s*\\p{Sc}$", ""));
    }

    /**
     * Reads a percentage, with or without its sign: {@code 50%} is 50.
     *
     * @throws InvalidValue as {@link #decimal} does
     */
    public static BigDecimal percent(String field, JsonNode json) {
        return decimal(field, json, text(field, json).replaceFirst("\\s*%$", ""));
    }

    /**
     * Reads a whole number. {@code 3.0} is one too, since a nullable column turns integers into fractions.
     *
     * @throws InvalidValue if the value is not a whole number
     */
    public static long whole(String field, JsonNode json) {
        BigDecimal number = decimal(field, json);
        try {
            return number.longValueExact();
        } catch (ArithmeticException e) {
            throw new InvalidValue(field, "is not a whole number");
        }
    }

    /**
     * Reads the id of an object in Keap.
     *
     * @throws InvalidValue if the value is not a positive whole number
     */
    public static long id(String field, JsonNode json) {
        long id = whole(field, json);
        if (id < 1) {
            throw new InvalidValue(field, "is not an id, which is a positive whole number");
        }
        return id;
    }

    /**
     * Reads a year.
     *
     * @throws InvalidValue if the value is not a year of four digits
     */
    public static int year(String field, JsonNode json) {
        long year = whole(field, json);
        if (year < 1000 || year > 9999) {
            throw new InvalidValue(field, "is not a year of four digits");
        }
        return (int) year;
    }

    /**
     * Reads a number that is not negative.
     *
     * @throws InvalidValue as {@link #decimal} does, or if the number is negative
     */
    public static BigDecimal notNegative(String field, JsonNode json) {
        BigDecimal number = decimal(field, json);
        if (number.signum() < 0) {
            throw new InvalidValue(field, "is negative");
        }
        return number;
    }

    /**
     * Reads a number of things.
     *
     * @throws InvalidValue if the value is not a whole number from the least one to the largest that Keap takes
     */
    public static long count(String field, JsonNode json, int least) {
        long count = whole(field, json);
        if (count < least || count > Integer.MAX_VALUE) {
            throw new InvalidValue(field, "is not a whole number from %d to %d".formatted(least, Integer.MAX_VALUE));
        }
        return count;
    }

    /**
     * Reads the minutes between a reminder and the time that it reminds of.
     *
     * @throws InvalidValue if Keap does not take this number of minutes
     */
    public static long reminder(String field, JsonNode json) {
        long minutes = whole(field, json);
        if (!REMINDERS.contains(minutes)) {
            throw new InvalidValue(
                    field, "is not one of the numbers of minutes that Keap takes: " + REMINDERS_IN_WORDS);
        }
        return minutes;
    }

    private static String text(String field, JsonNode json) {
        String text = Texts.of(field, json);
        if (text.length() > LONGEST) {
            throw noNumber(field);
        }
        return text;
    }

    private static InvalidValue noNumber(String field) {
        return new InvalidValue(field, "is not a number; write it like 1234.50");
    }

    private static boolean hasTwoReadings(String text) {
        int point = text.length() - 4;
        return point > 0
                && text.charAt(point) == '.'
                && TWO_READINGS.matcher(text).matches();
    }

    private static BigDecimal decimal(String field, JsonNode json, String text) {
        if (json.isTextual() && hasTwoReadings(text)) {
            throw new InvalidValue(field, "can be read as thousands or as a fraction; send it like 1000 or like 1.0");
        }
        if (!DECIMAL.matcher(text).matches()) {
            throw noNumber(field);
        }
        BigDecimal number = new BigDecimal(text.replace(",", ""));
        if (number.stripTrailingZeros().precision() > MOST_DIGITS
                || Math.abs((long) number.scale()) > MOST_DIGITS + 100) {
            throw new InvalidValue(field, "is a number of more than %d digits".formatted(MOST_DIGITS));
        }
        return number;
    }
}
