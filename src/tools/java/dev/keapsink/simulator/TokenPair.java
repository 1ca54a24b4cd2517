package dev.keapsink.simulator;

/** The tokens that a client gets for a code, and new ones for each refresh token. */
public record TokenPair(String accessToken, String refreshToken) {
    /** The prefix of all tokens and codes, by which a test finds one that leaks into a log. */
    public static final String PREFIX = "kst-secret-";
}
