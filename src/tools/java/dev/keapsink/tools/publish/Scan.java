package dev.keapsink.tools.publish;

import dev.keapsink.tools.publish.Composer.Composed;
import dev.keapsink.tools.records.RecordFile;
import dev.keapsink.tools.records.RecordFile.Line;
import dev.keapsink.tools.records.RecordRows;
import dev.keapsink.tools.records.Survey;
import java.nio.file.Path;
import java.util.List;

/**
 * What a file holds, before anything of it is sent.
 *
 * @param notes how it is read, where that is not as usual
 * @param survey what the function will make of its records
 * @param messages how many messages the file makes
 * @param left how many of them are still to be sent
 * @param recordsLeft how many records these hold
 */
record Scan(long messages, long left, long recordsLeft, List<String> notes, Survey survey) {

    /** Reads all of a file of which everything up to a line is done. */
    static Scan of(Path file, Composer composer, long doneLine, NotSent notSent, Survey survey) {
        long messages = 0;
        long left = 0;
        long recordsLeft = 0;
        try (RecordRows rows = RecordRows.open(file)) {
            List<String> notes = rows.notes();
            while (rows.hasNext()) {
                switch (composer.compose(rows.next())) {
                    case Composed.Unsendable bad -> notSent.add(bad.line(), bad.reason());
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
                throw RecordFile.noRecords(file, notSent.count(), notSent.first());
            }
            return new Scan(messages, left, recordsLeft, notes, survey);
        }
    }
}
