package dev.keapsink.local;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keapsink.local.RecordFile.Row;
import dev.keapsink.local.RecordFile.Skipped;
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
import java.util.Optional;

/**
 * A file's characters. Bytes that are none in its encoding become {@link #NO_CHARACTER}, so that their line can be named.
 */
final class TextFile {
    private static final char NO_CHARACTER = '\uFFFF';
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final Charset WINDOWS = Charset.forName("windows-1252");

    /** Enough for the longest header row and some rows behind it. */
    private static final int START = 1 << 16;

    private final Path file;
    private final Bytes bytes;
    private final byte[] start;
    private final Charset charset;

    /** Where the bytes are, from the first one on each time. */
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
     * A file in UTF-16, if it is so for sure, and otherwise in UTF-8.
     *
     * @throws LocalRunException if it is no text
     */
    static TextFile of(Path file) {
        FileKind.checkIsFile(file);
        return of(file, () -> Files.newInputStream(file));
    }

    /** A file of this name that holds these bytes. */
    static TextFile of(Path file, Bytes bytes) {
        try (InputStream in = bytes.open()) {
            byte[] start = in.readNBytes(START);
            FileKind.checkIsText(file, start);
            return new TextFile(file, bytes, start, Utf16.of(start).orElse(UTF_8));
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** The same file in Windows-1252, if that explains its bytes better. This reads the whole file. */
    TextFile orWindows() {
        try {
            return charset.equals(UTF_8) && !utf8().isUtf8() ? new TextFile(file, bytes, start, WINDOWS) : this;
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

    static LocalRunException unreadable(Path file, IOException e) {
        return new LocalRunException("Cannot read " + file + ": " + e.getMessage(), e);
    }

    /** The file from its first character on, behind its byte order marks. */
    Reader open() throws IOException {
        return behindMarks(bytes.open());
    }

    /** The beginning of the file. */
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
        BufferedReader reader = new BufferedReader(new InputStreamReader(
                in,
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE)
                        .replaceWith(String.valueOf(NO_CHARACTER))));
        int first = BYTE_ORDER_MARK;
        while (first == BYTE_ORDER_MARK) {
            reader.mark(1);
            first = reader.read();
        }
        reader.reset();
        return reader;
    }

    /** What to say of an encoding that is not the usual one. */
    Optional<String> note() {
        return charset.equals(UTF_8)
                ? Optional.empty()
                : Optional.of(
                        charset.equals(WINDOWS)
                                ? "Read as Windows-1252, because it is not UTF-8."
                                : "Read as " + name() + ".");
    }

    /** A body of a message, unless its characters cannot be told. */
    Row row(long number, String body) {
        return hasNoCharacter(body) ? notInThisEncoding(number) : RecordFile.row(number, body);
    }

    static boolean hasNoCharacter(String text) {
        return text.indexOf(NO_CHARACTER) >= 0;
    }

    private Skipped notInThisEncoding(long number) {
        return new Skipped(number, "not " + name());
    }

    private String name() {
        if (charset.equals(UTF_16LE) || charset.equals(UTF_16BE)) {
            return "UTF-16";
        }
        return charset.equals(WINDOWS) ? "Windows-1252" : charset.name();
    }
}
