package dev.keapsink.tools.publish;

import dev.keapsink.tools.common.CommandFailure;
import dev.keapsink.tools.publish.Composer.Composed;
import dev.keapsink.tools.records.RecordFile;
import dev.keapsink.tools.records.RecordFile.Line;
import dev.keapsink.tools.records.RecordRows;
import dev.keapsink.tools.records.Survey;
import java.nio.file.Path;
import java.util.List;

/**
 * The content of a file, read as a whole before its first message is sent.
 *
 * @param messages the number of messages that the file makes
 * @param left the number of them that are still to be sent
 * @param recordsLeft the number of records in those
 * @param notes sentences about a way of reading the file that the operator may not expect
 * @param survey the columns and records as the function will treat them
 */
record Scan(long messages, long left, long recordsLeft, List<String> notes, Survey survey) {

    /**
     * Reads a whole file.
     *
     * @param doneLine the last line that earlier runs sent; 0 for none
     * @param unsent gets the lines that cannot be sent
     * @throws CommandFailure if the file cannot be read or makes no message
     */
    static Scan of(Path file, Composer composer, long doneLine, UnsentLines unsent, Survey survey) {
        long messages = 0;
        long left = 0;
        long recordsLeft = 0;
        try (RecordRows rows = RecordRows.open(file)) {
            survey.header(rows.columns());
            List<String> notes = rows.notes();
            while (rows.hasNext()) {
                switch (composer.compose(rows.next())) {
                    case Composed.Unsendable bad -> unsent.add(bad.line(), bad.reason());
                    case Composed.Sendable message -> {
                        survey.add(new Line(message.line(), message.entry().body()));
                        messages++;
                        if (message.line() > doneLine) {
                            left++;
                            recordsLeft += message.records();
                        }
                    }
                }
            }
            if (messages == 0) {
                composer.withoutGroup(file).ifPresent(sentence -> {
                    throw new CommandFailure(sentence);
                });
                throw RecordFile.noRecords(file, unsent.count(), unsent.first());
            }
            return new Scan(messages, left, recordsLeft, notes, survey);
        }
    }
}
