package dev.keapsink.tools.check;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.tools.records.FirstSentences;
import dev.keapsink.tools.records.JsonLines;
import dev.keapsink.tools.records.KnownColumns;
import dev.keapsink.tools.records.MappingInEffect;
import dev.keapsink.tools.records.RecordFile;
import dev.keapsink.tools.records.RecordFile.Line;
import dev.keapsink.tools.records.RecordFile.Skipped;
import dev.keapsink.tools.records.RecordRows;
import dev.keapsink.tools.records.Survey;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The findings of reading a whole file. Of its lines, only the previewed ones are kept.
 *
 * @param previewed the first lines that can be sent
 * @param notes sentences on an unusual encoding, separator or form of the file
 * @param notSent a sentence for each line that cannot become a message
 * @param survey the findings about columns, values and rejections
 */
record FileScan(List<Line> previewed, List<String> notes, FirstSentences notSent, Survey survey) {

    /** Returns the scan for a check without a file. */
    static FileScan none(MappingInEffect mapping) {
        return new FileScan(List.of(), List.of(), new FirstSentences(), new Survey(mapping));
    }

    /**
     * Reads a file to its end.
     *
     * @throws dev.keapsink.tools.common.CommandFailure if it cannot be read, or no line of it can be sent
     */
    static FileScan of(Path file, int mostPreviewed, MappingInEffect mapping) {
        List<Line> previewed = new ArrayList<>();
        FirstSentences notSent = new FirstSentences();
        Survey survey = new Survey(mapping);
        try (RecordRows rows = RecordRows.open(file)) {
            KnownColumns.check(file, rows, mapping);
            survey.header(rows.columns());
            while (rows.hasNext()) {
                switch (JsonLines.checked(rows.next())) {
                    case Skipped skipped -> notSent.add(skipped.sentence());
                    case Line line
                    when previewed.size() < mostPreviewed -> {
                        previewed.add(line);
                        survey.addPreviewed(previewed.size(), line);
                    }
                    case Line line -> survey.add(line);
                }
            }
            if (previewed.isEmpty()) {
                throw RecordFile.noRecords(
                        file, notSent.count(), notSent.first().stream().findFirst());
            }
            return new FileScan(previewed, rows.notes(), notSent, survey);
        }
    }

    /** Takes the fields without a place in the account, as the function reports them for the previewed lines. */
    void answered(CheckResult result) {
        result.ignored().forEach(survey::answered);
    }

    List<String> bodies() {
        return previewed.stream().map(Line::body).toList();
    }

    /** Whether every line can be sent. */
    boolean isSendable() {
        return notSent.count() == 0;
    }

    /** Whether every line can be sent, and no line behind the previewed ones is certainly rejected. */
    boolean isGood() {
        return isSendable() && survey.rejectedCount() == 0;
    }

    void printNotes(PrintWriter out) {
        notes.forEach(out::println);
    }

    void print(PrintWriter out) {
        if (!isGood() || !survey.isEmpty()) {
            out.println();
        }
        survey.print(out);
        survey.printRejected(out);
        notSent.print(out, "Lines that cannot be sent");
    }

    /** Adds the notes and everything that {@link #print} prints. */
    ObjectNode json(ObjectNode json) {
        notes.forEach(json.putArray("notes")::add);
        survey.json(json);
        notSent.json(json.putObject("not_sent"));
        return json;
    }
}
