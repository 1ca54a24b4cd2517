package dev.keapsink.value;

/**
 * The forms in which an account takes the values that Keap's documentation leaves open. {@code ./run probe} finds them
 * out.
 *
 * @param yesNo of a truth value in a custom field
 * @param list of several options in one custom field
 * @param date of a day in a custom field
 * @param month of a month in a custom field
 * @param dayOfWeek of a day of the week in a custom field
 * @param clear of a value that is to be emptied
 */
public record Encoding(YesNo yesNo, Many list, Date date, Calendar month, Calendar dayOfWeek, Clear clear) {

    /** The most likely forms. Where this interface of Keap gives no clue, they are those of the older one. */
    public static final Encoding DEFAULT =
            new Encoding(YesNo.NUMBER, Many.ARRAY, Date.DATE_TIME, Calendar.NUMBER, Calendar.NUMBER, Clear.EMPTY);

    /** {@code 1} and {@code 0}, {@code true} and {@code false}, or {@code "Yes"} and {@code "No"}. */
    public enum YesNo {
        NUMBER,
        BOOLEAN,
        TEXT
    }

    /** A JSON array, or one text with commas. */
    public enum Many {
        ARRAY,
        COMMA
    }

    /** {@code 2026-01-31}, or {@code 2026-01-31T00:00:00.000Z}. */
    public enum Date {
        DATE,
        DATE_TIME
    }

    /** By number (months from January, days from Sunday, both from 1) or by English name. */
    public enum Calendar {
        NUMBER,
        NAME
    }

    /** {@code ""} or {@code null}. */
    public enum Clear {
        EMPTY,
        NULL
    }
}
