package dev.keapsink.tools.rejects;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keapsink.tools.common.TerminalText;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Makes texts of messages safe for a terminal, and for files. */
final class Texts {
    private Texts() {}

    /** Returns a text as one line without control characters. */
    static String line(String text) {
        return TerminalText.line(text);
    }

    /** Returns a text of several lines without other control characters. */
    static String lines(String text) {
        return TerminalText.lines(text);
    }

    /** Writes a file of UTF-8. Half of a character, which UTF-8 cannot hold, becomes U+FFFD. */
    static BufferedWriter writer(Path file) throws IOException {
        CharsetEncoder encoder = UTF_8.newEncoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE)
                .replaceWith("\uFFFD".getBytes(UTF_8));
        return new BufferedWriter(new OutputStreamWriter(Files.newOutputStream(file), encoder));
    }

    /** Returns a time in UTC, to the second. */
    static String time(Optional<Instant> time) {
        return time.map(known -> known.truncatedTo(ChronoUnit.SECONDS).toString())
                .orElse("-");
    }
}
