package dev.keapsink.tools.records;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keapsink.tools.common.CommandFailure;
import dev.keapsink.tools.records.RecordFile.Row;
import dev.keapsink.tools.records.RecordFile.Skipped;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads the characters of a file in its encoding. Bytes that are invalid in it become {@link #NO_CHARACTER}, so that
 * their line can be reported.
 */
final class TextFile {
    static final char NO_CHARACTER = '\uFFFF';
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /** Enough bytes for the longest header row and some rows behind it. */
    private static final int START = 1 << 16;

    private final Path file;
    private final Bytes bytes;
    private final byte[] start;
    private final Charset charset;

    /** The source of the bytes; each call opens it at its first byte. */
    interface Bytes {
        InputStream open() throws IOException;
    }

    private TextFile(Path file, Bytes bytes, byte[] start, Charset charset) {
        this.file = file;
        this.bytes = bytes;
        this.start = start;
        this.charset = charset;
    }

    /**
     * Opens a file: as UTF-16 or UTF-32 if its bytes prove that, else as UTF-8.
     *
     * @throws CommandFailure if it cannot be read, or is not text
     */
    static TextFile of(Path file) {
        FileKind.checkIsFile(file);
        return of(file, () -> Files.newInputStream(file));
    }

    /** Does the same for bytes from another source; the file gives only the name. */
    static TextFile of(Path file, Bytes bytes) {
        try (InputStream in = bytes.open()) {
            byte[] start = in.readNBytes(START);
            UnsupportedFormat.check(file, start);
            return new TextFile(file, bytes, start, WideUnicode.of(start).orElse(UTF_8));
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** Returns the same file in Windows-1252, if that explains its bytes better. This reads the whole file. */
    TextFile orWindows1252() {
        try {
            return charset.equals(UTF_8) && !utf8().isUtf8()
                    ? new TextFile(file, bytes, start, Windows1252Reader.CHARSET)
                    : this;
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private Utf8Share utf8() throws IOException {
        try (InputStream in = start.length < START ? new ByteArrayInputStream(start) : bytes.open()) {
            return Utf8Share.of(in);
        }
    }

    Path file() {
        return file;
    }

    static CommandFailure unreadable(Path file, IOException e) {
        return new CommandFailure("Cannot read " + file + ": " + e.getMessage(), e);
    }

    /** Returns the file's characters behind its byte order marks. The caller closes the reader. */
    Reader open() throws IOException {
        return behindMarks(bytes.open());
    }

    /** Returns the beginning of the file, some 65,000 bytes of it. */
    String sample() {
        try (Reader reader = behindMarks(new ByteArrayInputStream(start))) {
            char[] characters = new char[start.length + 1];
            int length = 0;
            int read = reader.read(characters);
            while (read > 0) {
                length += read;
                read = reader.read(characters, length, characters.length - length);
            }
            return new String(characters, 0, length);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private Reader behindMarks(InputStream in) throws IOException {
        BufferedReader reader = new BufferedReader(decoded(in));
        int first = BYTE_ORDER_MARK;
        while (first == BYTE_ORDER_MARK) {
            reader.mark(1);
            first = reader.read();
        }
        reader.reset();
        return reader;
    }

    private Reader decoded(InputStream in) {
        return charset.equals(Windows1252Reader.CHARSET)
                ? new Windows1252Reader(in)
                : new InputStreamReader(
                        in,
                        charset.newDecoder()
                                .onMalformedInput(CodingErrorAction.REPLACE)
                                .onUnmappableCharacter(CodingErrorAction.REPLACE)
                                .replaceWith(String.valueOf(NO_CHARACTER)));
    }

    /** Returns sentences on an encoding other than UTF-8. This reads the whole file if it is Windows-1252. */
    List<String> notes() {
        if (charset.equals(UTF_8)) {
            return List.of();
        }
        try {
            return charset.equals(Windows1252Reader.CHARSET)
                    ? Windows1252Reader.notes(bytes.open())
                    : List.of("Read as " + name() + ".");
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** Returns a message with this body, or a skipped row if the body holds invalid bytes. */
    Row row(long number, String body) {
        return hasNoCharacter(body) ? notInThisEncoding(number) : RecordFile.row(number, body);
    }

    static boolean hasNoCharacter(String text) {
        return text.indexOf(NO_CHARACTER) >= 0;
    }

    private Skipped notInThisEncoding(long number) {
        return new Skipped(
                number, charset.equals(Windows1252Reader.CHARSET) ? "neither UTF-8 nor Windows-1252" : "not " + name());
    }

    private String name() {
        return charset.equals(UTF_8) ? "UTF-8" : charset.name().substring(0, "UTF-16".length());
    }
}
