package dev.keapsink.tools.records;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.keapsink.tools.common.CommandFailure;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** File formats that are refused, recognised by the first bytes and not by the name. Each has advice on what to do. */
enum UnsupportedFormat {
    SPREADSHEET_OR_ARCHIVE(
            "PK\\x03\\x04|\\xD0\\xCF\\x11\\xE0\\xA1\\xB1\\x1A\\xE1",
            "a spreadsheet or a zip archive, even if its name says otherwise. %s Unpack an archive first."),
    GZIP("\\x1F\\x8B\\x08", "compressed. Unpack it first, with gunzip."),
    COMPRESSED(
            "BZh[1-9]1AY|\\xFD7zXZ|\\x28\\xB5\\x2F\\xFD|7z\\xBC\\xAF|Rar!\\x1A",
            "compressed. Unpack it first, with the program that made it."),
    PDF("%PDF-", "a PDF document, which holds pages and no records. Export CSV from the program that made it."),
    RTF("\\{\\\\rtf", "a text document (RTF). Export CSV from the program that made it."),
    PICTURE("\\x89PNG|\\xFF\\xD8\\xFF|GIF8[79]a", "a picture. Export CSV from the program that made it."),
    HTML(
            "(?i)<(!doctype html|html|head|meta|body|style|table)\\b",
            "a web page (HTML), as many downloads are that are named .xls or .csv. Open the table in it with a spreadsheet program. %s"),
    XML(
            "<\\?xml|<[A-Za-z][^<>]*>\\s*<",
            "XML. Export CSV from the program that made it, or write a JSON object a line, for example with xq or a script."),
    VCARD(
            "(?i)BEGIN:VCARD",
            "a file of vCards. Import it into an address book, such as Google Contacts or Outlook, and export that as CSV."),
    YAML(
            "%YAML|---[ \\t]*[\\r\\n]|- +[\\w -]+: |[\\w-]+:[ \\t]*\\r?\\n +(- +)?[\\w -]+:",
            "YAML. Write it as one JSON object a line, for example with yq -o=json -I=0 '.[]'."),
    COLUMNS(
            "PAR1[\\x01-\\x1F]|ORC[\\x01-\\x1F\\x80-\\xFF]|ARROW1[\\x80-\\xFF]|FEA1[\\x01-\\x1F]",
            "a file of columns (Parquet, ORC or Arrow). Write it as CSV, for example with DuckDB:"
                    + " COPY (FROM 'leads.parquet') TO 'leads.csv'."),
    AVRO("Obj\\x01", "an Avro file. Write it as one JSON object a line, for example with avro-tools tojson."),
    DATABASE("SQLite format 3", "a database (SQLite). Export the table as CSV."),
    SQL(
            "(?i)(INSERT INTO|CREATE TABLE)\\b|-- (MySQL|MariaDB|PostgreSQL|phpMyAdmin)",
            "SQL. Load it into a database, and export the table as CSV.");

    static final String EXPORT = "Export it as CSV: in Excel with \"Save As\" and \"CSV UTF-8\";"
            + " in Google Sheets with \"Download\" and \"Comma-separated values\"; in Numbers with \"Export To\" and \"CSV\";"
            + " in LibreOffice with \"Save As\" and \"Text CSV\".";

    private static final int BYTES_READ = 1 << 10;

    private static final String BYTE_ORDER_MARK = "(\\xEF\\xBB\\xBF|\\xFF\\xFE|\\xFE\\xFF)?";

    private final Pattern start;
    private final String advice;

    UnsupportedFormat(String start, String advice) {
        this.start = Pattern.compile(BYTE_ORDER_MARK + "\\s*+(" + start + ")");
        this.advice = advice;
    }

    /**
     * Checks the first bytes of a file.
     *
     * @throws CommandFailure if they begin one of these formats; the message says what to do instead
     */
    static void check(Path file, byte[] bytes) {
        // Without zeros, a text in UTF-16 looks like ASCII.
        String text = new String(bytes, 0, Math.min(BYTES_READ, bytes.length), ISO_8859_1).replace("\0", "");
        Stream.of(values())
                .filter(format -> format.start.matcher(text).lookingAt())
                .findFirst()
                .ifPresent(format -> {
                    throw new CommandFailure(file + " is " + format.advice.formatted(EXPORT));
                });
    }
}
