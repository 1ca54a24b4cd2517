package dev.keapsink.credential;

import java.util.regex.Pattern;

/**
 * Recognises texts that look like secrets: keys of Keap and AWS, JSON Web Tokens, and long random texts. It guards
 * places that are not meant for secrets, so that a secret there is neither shown nor sent. Passwords of a few words or
 * letters look like names, and are not recognised.
 */
public final class SecretDetector {

    private static final Pattern KNOWN = Pattern.compile(
            "(?i:KeapAK(?:[\\p{Pd}_\\d]|%2D))" // a key of Keap
                    + "|(?<![A-Za-z0-9])(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9])" // an access key of AWS
                    + "|(?<![A-Za-z0-9])eyJ[A-Za-z0-9_-]{10,}" // a JSON Web Token: {" in Base64
                    + "|(?i:-----BEGIN)"
                    // 16 bytes and more in hexadecimal digits
                    + "|(?<![A-Za-z0-9])(?=\\d*[A-Fa-f])(?=[A-Fa-f]*\\d)[0-9A-Fa-f]{32,}(?![A-Za-z0-9])"
                    + "|://[^/?#\\s]*@" // a user and password in an address
                    + "|(?i:(?:client_secret|api_?key|access_key|(?:access|refresh)_token)\"?\\s*[:=]\\s*\"?[^\\s\"])" // a value whose name is that of a secret
                    + "|(?i:password=\\S)");

    /**
     * Random parts of names: UUIDs, hexadecimal ids after a separator, and the suffixes of CDK and CloudFormation. The
     * host of an address is left out, too: it is no place for a secret, and AWS may have generated it.
     */
    private static final Pattern PARTS_OF_NAMES =
            Pattern.compile("(?i:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})"
                    + "|(?<=[-_/.])[0-9a-f]{8,31}(?![A-Za-z0-9])"
                    + "|(?<=[a-z])[0-9A-F]{8}(?![A-Za-z0-9])"
                    + "|-[A-Za-z0-9]{12,13}(?![A-Za-z0-9])"
                    + "|^https?://[a-z0-9.-]+");

    /** Shorter texts cannot be told from names, except those with capitals, small letters and digits. */
    private static final int SHORTEST = 20;

    private static final int SHORTEST_MIXED = 16;

    private static final Pattern MIXED = Pattern.compile("(?=.*[a-z])(?=.*[A-Z]).*[0-9].*");

    /** Letters and digits in a row. */
    private static final Pattern ROW = Pattern.compile("[A-Za-z0-9]{%d,}".formatted(SHORTEST_MIXED));

    /** The same with the other characters of Base64. */
    private static final Pattern ENCODED = Pattern.compile("[A-Za-z0-9+/_-]{%d,}".formatted(SHORTEST));

    private static final Pattern SEPARATOR = Pattern.compile("[+/_-]");

    /** Names have a separator at least every so many characters; random texts have fewer. */
    private static final int BETWEEN_SEPARATORS = 8;

    private static final Pattern WORD = Pattern.compile("[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[0-9]+");

    /**
     * The average length of words below which a text counts as random. Capitals and digits show where a word begins.
     * Names have five characters a word and more. Of 650,000 names of packages and classes, two in ten thousand are
     * below this; of random texts, 95 in a hundred are.
     */
    private static final double RANDOM = 3.0;

    /** The same for long texts, which are nearer to the average. */
    private static final double LONG_AND_RANDOM = 3.4;

    private static final int LONG = 36;

    private static final Pattern UNSPEAKABLE = Pattern.compile("(?i)[b-df-hj-np-tv-xz]{7}");

    private static final Pattern HUMP = Pattern.compile("[a-z][A-Z]");

    private SecretDetector() {}

    /** Whether a text contains something that looks like a secret. */
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

    /** Recognises random texts in letters of one case, which do not show where words begin. */
    private static boolean isUnspeakable(String text) {
        return text.length() >= SHORTEST
                && UNSPEAKABLE.matcher(text).find()
                && !HUMP.matcher(text).find();
    }
}
