package dev.keapsink.tools.check;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.tools.records.FirstOnes;
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
 * A whole file, of which no more is kept than a check needs.
 *
 * @param previewed its first lines
 * @param notes how it was read, where that is not as usual
 * @param notSent the lines that cannot become a message
 */
record FileScan(List<Line> previewed, List<String> notes, FirstOnes notSent, Survey survey) {

    /** For a check without a file. */
    static FileScan none(MappingInEffect mapping) {
        return new FileScan(List.of(), List.of(), new FirstOnes(), new Survey(mapping));
    }

    /** Reads a file to its end. */
    static FileScan of(Path file, int mostPreviewed, MappingInEffect mapping) {
        List<Line> previewed = new ArrayList<>();
        FirstOnes notSent = new FirstOnes();
        Survey survey = new Survey(mapping);
        try (RecordRows rows = RecordRows.open(file)) {
            KnownColumns.check(file, rows, mapping);
            while (rows.hasNext()) {
                switch (rows.next()) {
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

    /** Takes what the function says of the previewed lines. */
    void answered(CheckResult result) {
        result.ignored().forEach(survey::answered);
    }

    List<String> bodies() {
        return previewed.stream().map(Line::body).toList();
    }

    /** Whether every line can be sent, and none behind the previewed ones is rejected for sure. */
    boolean isGood() {
        return notSent.count() == 0 && survey.rejectedCount() == 0;
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

    /** The same as {@link #print}, for programs. */
    ObjectNode json(ObjectNode json) {
        notes.forEach(json.putArray("notes")::add);
        survey.json(json);
        notSent.json(json.putObject("not_sent"));
        return json;
    }
}
