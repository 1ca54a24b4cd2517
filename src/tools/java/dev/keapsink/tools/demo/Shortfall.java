package dev.keapsink.tools.demo;

import dev.keapsink.tools.common.Commands;
import java.util.ArrayList;
import java.util.List;

/**
 * What did not arrive in a run in which everything adds up.
 *
 * @param columns the columns without a place in Keap
 * @param customFields whether the account may have custom fields for them
 * @param rejected the rejected messages
 * @param notSent the lines of the file that cannot be sent
 * @param deadLetters the messages in the dead-letter queue
 * @param rejectsExpected whether rejected records leave the exit code alone
 */
record Shortfall(
        long columns, boolean customFields, long rejected, long notSent, long deadLetters, boolean rejectsExpected) {

    int exitCode() {
        if (notSent > 0 || deadLetters > 0) {
            return Commands.FAILED;
        }
        return rejected > 0 && !rejectsExpected ? Commands.REJECTED : Commands.DONE;
    }

    /** Returns the sentences on what did not arrive; none if all did. */
    List<String> sentences() {
        List<String> parts = new ArrayList<>();
        String unless = customFields ? ", unless in a custom field of that name" : "";
        add(
                parts,
                columns,
                "column was not written" + unless,
                "columns were not written, at least in some records" + unless);
        add(parts, rejected, "record was rejected", "records were rejected");
        add(parts, notSent, "line was not sent", "lines were not sent");
        add(parts, deadLetters, "message was dead-lettered", "messages were dead-lettered");
        List<String> sentences = new ArrayList<>();
        if (!parts.isEmpty()) {
            sentences.add("This does not mean that all arrived: %s (see above).".formatted(String.join("; ", parts)));
        }
        if (rejected > 0 && rejectsExpected) {
            sentences.add("The sample holds records that must be rejected, so they do not count as a failure.");
        }
        if (exitCode() != Commands.DONE) {
            sentences.add("Hence the exit code is %d.".formatted(exitCode()));
        }
        return sentences;
    }

    private static void add(List<String> parts, long count, String one, String several) {
        if (count > 0) {
            parts.add("%,d %s".formatted(count, count == 1 ? one : several));
        }
    }
}
