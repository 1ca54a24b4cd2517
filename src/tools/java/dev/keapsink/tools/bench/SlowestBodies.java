package dev.keapsink.tools.bench;

import dev.keapsink.contact.ContactMapper;
import dev.keapsink.contact.ContactMapping;
import dev.keapsink.contact.MatchRule;
import dev.keapsink.record.Checked;
import dev.keapsink.record.Message;
import dev.keapsink.record.MessageRecord;
import dev.keapsink.record.MessageRecords;
import dev.keapsink.record.SinkRecord;
import dev.keapsink.record.Streams;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Measures decoding and mapping of the slowest bodies that a queue may deliver, each close to the limit of 256 KiB. A
 * row shows the median, the least and the greatest time of some runs after a warm-up.
 */
final class SlowestBodies {

    private static final int BYTES = 256 * 1024;
    private static final int WARM_UPS = 10;
    private static final int RUNS = 21;

    private final int runs;
    private final MessageRecords reader = new MessageRecords(Streams.DEFAULT);
    private final ContactMapper mapper = new ContactMapper(MatchRule.EMAIL, ContactMapping.AUTOMATIC);

    /**
     * Prepares the measurement.
     *
     * @param quick whether each body is read once only, to see that it works
     */
    SlowestBodies(boolean quick) {
        this.runs = quick ? 1 : RUNS;
    }

    void print(PrintWriter out) {
        out.printf("%n%-44s %10s %10s %10s%n", "body of 256 KiB", "median ms", "min", "max");
        bodies().forEach((name, body) -> print(out, name, body));
        out.flush();
    }

    private static Map<String, String> bodies() {
        String lead = "{\"email\":\"ada@example.com\",\"note\":\"%s\"}".formatted("x".repeat(2_500));
        Map<String, String> bodies = new LinkedHashMap<>();
        bodies.put("one record of some 18,000 fields", fields("\"f%d\":%d"));
        bodies.put("one record of 18,000 names that are alike", fields("\"f_%d\":\"\""));
        bodies.put("one text", "{\"email\":\"" + "a".repeat(BYTES - 100) + "\"}");
        bodies.put("an address of nothing but dots", "{\"email\":\"a@" + ".".repeat(BYTES - 100) + "\"}");
        bodies.put("a phone number without a digit", "{\"phone\":\"" + "-".repeat(BYTES - 100) + "\"}");
        bodies.put("numbers of 1,000 digits", fields("\"n%d\":" + "9".repeat(999)));
        bodies.put("100 records in a list", repeated(lead, 100, "[", ",", "]"));
        bodies.put("100 records, one a line", repeated(lead, 100, "", "\n", ""));
        bodies.put("a list broken off", repeated(lead, 100, "[", ",", ""));
        bodies.put("nothing but opening brackets", "[".repeat(BYTES));
        bodies.put("nothing but quotation marks", "\"".repeat(BYTES));
        bodies.put("nothing but backslashes in a text", "[\"" + "\\".repeat(BYTES - 10));
        bodies.put("as many empty objects in a list", repeated("{}", BYTES / 3 - 1, "[", ",", "]"));
        return bodies;
    }

    private static String fields(String format) {
        int length = format.formatted(10_000, 10_000).length() + 1;
        return IntStream.range(0, BYTES / length - 2)
                .mapToObj(i -> format.formatted(10_000 + i, i))
                .collect(Collectors.joining(",", "{\"email\":\"ada@example.com\",", "}"));
    }

    private static String repeated(String item, int times, String before, String between, String after) {
        return before + String.join(between, Collections.nCopies(times, item)) + after;
    }

    private void print(PrintWriter out, String name, String body) {
        double[] millis = new double[runs];
        for (int i = runs == 1 ? 0 : -WARM_UPS; i < runs; i++) {
            long start = System.nanoTime();
            work(body);
            if (i >= 0) {
                millis[i] = (System.nanoTime() - start) / 1e6;
            }
        }
        Arrays.sort(millis);
        out.printf("%-44s %10.2f %10.2f %10.2f%n", name, millis[runs / 2], millis[0], millis[runs - 1]);
    }

    private void work(String body) {
        Message message = new Message("bench", body, Map.of(), new Message.Delivery("", 1, Instant.EPOCH, null, false));
        for (MessageRecord record : reader.of(message)) {
            if (record.content() instanceof Checked.Valid<SinkRecord>(SinkRecord.Row contact)) {
                mapper.map(contact);
            }
        }
    }
}
