package dev.keapsink.simulator;

/** What a client gets for a code, and again for every refresh token. */
public record TokenPair(String accessToken, String refreshToken) {
    /** What all tokens and codes begin with, so that they are easily found where they should not be. */
    public static final String PREFIX = "kst-secret-";
}
