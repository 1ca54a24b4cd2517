package dev.keapsink.value;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Values that have the digits of a telephone number but are something else. If one counted as a number, it would find a
 * contact by mistake, or give two people one key.
 */
enum PhoneLookalike {
    /** {@code 4.15555E+09}, or {@code 4,15555E+09} of a spreadsheet in German or French. */
    SCIENTIFIC(
            "(?s)(.*\\d\\s?[eE]\\s?[+-]\\s?\\d.*|[+-]?\\d([.,]\\d*)?\\s*[eE]\\s*\\d{1,3}"
                    + "|[+-]?\\d([.,]\\d*)?\\s*[xX\u00D7*]\\s*10\\s*\\^?\\s*[+-]?[\\d\u2070\u00B9\u00B2\u00B3\u2074-\u2079]{1,3})",
            "a spreadsheet's short form of one (such as 1.5E+10), which has lost its last digits; format the column"
                    + " as text in the spreadsheet, and export it again"),
    FRACTION("[+-]?\\d+\\.\\d{1,2}", "a fraction; send it as a text"),
    /**
     * Four numbers, some of them with three digits. Pairs alone, and 212.123.45.67, are telephone numbers of several
     * countries.
     */
    IP_ADDRESS(
            "(?!\\d\\d(\\.\\d\\d){3}$)(?![2-9]\\d\\d\\.\\d{3}\\.\\d\\d\\.\\d\\d$)%1$s(\\.%1$s){3}"
                    .formatted(Texts.OCTET),
            "an IP address"),
    /** A date, with or without a time behind it. Eight digits alone are a telephone number in several countries. */
    DATE(
            "(?s)((19|20)\\d\\d([-/.])(0?[1-9]|1[0-2])\\3(0?[1-9]|[12]\\d|3[01])"
                    + "|(0?[1-9]|[12]\\d|3[01])([-/.])(0?[1-9]|[12]\\d|3[01])\\7(19|20)\\d\\d)([T\\s].*)?",
            "a date"),
    /** A number of the United States: three digits, two and four. */
    SOCIAL_SECURITY("\\d{3}-\\d{2}-\\d{4}", "a text in the form of a social security number");

    private static final List<PhoneLookalike> ALL = List.of(values());

    private final Pattern pattern;
    private final String what;

    PhoneLookalike(String pattern, String what) {
        this.pattern = Pattern.compile(pattern);
        this.what = what;
    }

    /** The lookalike that a text is; empty if the text may be a telephone number. */
    static Optional<PhoneLookalike> of(String text) {
        return ALL.stream().filter(one -> one.pattern.matcher(text).matches()).findFirst();
    }

    /** The reason of a refusal, which completes a sentence that begins with the field. */
    String why() {
        return "is not a phone number but " + what;
    }
}
