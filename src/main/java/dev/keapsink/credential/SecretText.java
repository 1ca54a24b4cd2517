package dev.keapsink.credential;

import java.util.regex.Pattern;

/**
 * Tells what looks like a secret: keys of Keap and AWS, JSON Web Tokens, and long texts that nobody thought up. For texts in
 * places that are no places for secrets, so that one that got there is neither shown nor sent. Passwords of a few words or
 * letters look like names, and are not noticed.
 */
public final class SecretText {

    private static final Pattern KNOWN = Pattern.compile(
            "(?i:KeapAK(?:[\\p{Pd}_\\d]|%2D))" // of Keap
                    + "|(?<![A-Za-z0-9])(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9])" // an access key of AWS
                    + "|(?<![A-Za-z0-9])eyJ[A-Za-z0-9_-]{10,}" // a JSON Web Token: {" in Base64
                    + "|(?i:-----BEGIN)"
                    // 16 bytes and more in hexadecimal digits
                    + "|(?<![A-Za-z0-9])(?=\\d*[A-Fa-f])(?=[A-Fa-f]*\\d)[0-9A-Fa-f]{32,}(?![A-Za-z0-9])"
                    + "|://[^/?#\\s]*@" // who asks, in an address
                    + "|(?i:(?:client_secret|api_?key|access_key|(?:access|refresh)_token)\"?\\s*[:=]\\s*\"?[^\\s\"])" // by its name
                    + "|(?i:password=\\S)");

    /**
     * Random parts that names have: UUIDs, hexadecimal ids behind a separator, and what CDK and CloudFormation append. The
     * host of an address is no place for a secret, but may be made up by AWS.
     */
    private static final Pattern PARTS_OF_NAMES =
            Pattern.compile("(?i:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})"
                    + "|(?<=[-_/.])[0-9a-f]{8,31}(?![A-Za-z0-9])"
                    + "|(?<=[a-z])[0-9A-F]{8}(?![A-Za-z0-9])"
                    + "|-[A-Za-z0-9]{12,13}(?![A-Za-z0-9])"
                    + "|^https?://[a-z0-9.-]+");

    /** Shorter ones cannot be told from names, unless there are capitals, small letters and digits in them. */
    private static final int SHORTEST = 20;

    private static final int SHORTEST_MIXED = 16;

    private static final Pattern MIXED = Pattern.compile("(?=.*[a-z])(?=.*[A-Z]).*[0-9].*");

    /** Letters and digits in a row, and the same with what Base64 has besides. */
    private static final Pattern ROW = Pattern.compile("[A-Za-z0-9]{%d,}".formatted(SHORTEST_MIXED));

    private static final Pattern ENCODED = Pattern.compile("[A-Za-z0-9+/_-]{%d,}".formatted(SHORTEST));

    private static final Pattern SEPARATOR = Pattern.compile("[+/_-]");

    /** Every so many characters names have a separator, and random texts have fewer. */
    private static final int BETWEEN_SEPARATORS = 8;

    private static final Pattern WORD = Pattern.compile("[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[0-9]+");

    /**
     * How many characters a word, as capitals and digits show it, has on average in a random text; names have five and more.
     * Of 650,000 names of packages and classes two in ten thousand have fewer than this, of random texts 95 in a hundred.
     */
    private static final double RANDOM = 3.0;

    /** The longer a text, the nearer it is to the average. */
    private static final double LONG_AND_RANDOM = 3.4;

    private static final int LONG = 36;

    private static final Pattern UNSPEAKABLE = Pattern.compile("(?i)[b-df-hj-np-tv-xz]{7}");

    private static final Pattern HUMP = Pattern.compile("[a-z][A-Z]");

    private SecretText() {}

    /** Whether there is something in a text that looks like a secret. */
    public static boolean isIn(String text) {
        if (KNOWN.matcher(text).find()) {
            return true;
        }
        String rest = PARTS_OF_NAMES.matcher(text).replaceAll(" ");
        return ENCODED.matcher(rest)
                        .results()
                        .anyMatch(found -> hasFewSeparators(found.group()) && isRandom(found.group()))
                || ROW.matcher(rest)
                        .results()
                        .anyMatch(found -> isRandom(found.group()) || isUnspeakable(found.group()));
    }

    private static boolean hasFewSeparators(String text) {
        return SEPARATOR.matcher(text).results().count() * BETWEEN_SEPARATORS <= text.length();
    }

    private static boolean isRandom(String text) {
        long characters = text.length() - SEPARATOR.matcher(text).results().count();
        double average = (double) characters / WORD.matcher(text).results().count();
        return characters >= (MIXED.matcher(text).matches() ? SHORTEST_MIXED : SHORTEST)
                && average < (characters < LONG ? RANDOM : LONG_AND_RANDOM);
    }

    /** In letters of one case, which show no words. */
    private static boolean isUnspeakable(String text) {
        return text.length() >= SHORTEST
                && UNSPEAKABLE.matcher(text).find()
                && !HUMP.matcher(text).find();
    }
}
