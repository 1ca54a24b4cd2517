package dev.keapsink.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.simulator.memory.InMemorySink;
import dev.keapsink.support.LogLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The queries of docs/operating.md find what the function logs. */
class LogQueriesTest {
    private static final Pattern REGEX = Pattern.compile("(?:parse message|like) /(.+?)/(?: *\\n)");

    private static final Pattern QUERY = Pattern.compile("```\\n(.+?)```", Pattern.DOTALL);

    private static final String ADA = "{\"email\":\"ada@example.com\",\"first_name\":\"%s\"}";
    private static final String VERSION = "{\"version\":%d,\"data\":{\"email\":\"ada@example.com\"}}";
    private static final String DELETE = "{\"op\":\"delete\",\"data\":{\"email\":\"%s@example.com\"}}";

    private static List<String> logged() {
        try (LogLines lines = new LogLines()) {
            InMemorySink sink = new InMemorySink().tags(101L);
            sink.keap.addTag(101, "Lead");
            sink.deliver(ADA.formatted("Ada"), "{\"email\":\"nobody\"}");
            sink.deliver(ADA.formatted("Augusta"), DELETE.formatted("eve"));
            sink.deliver(DELETE.formatted("ada"));
            InMemorySink remembering = new InMemorySink().withLedger();
            remembering.deliver(VERSION.formatted(2));
            remembering.deliver(VERSION.formatted(1));
            new InMemorySink().key("wrong").deliver(ADA.formatted("Ada"));
            return lines.all();
        }
    }

    /** A line that only counts would be taken for one record where a query counts lines. */
    @Test
    void noQueryOfSingleRecordsCountsLines() throws IOException {
        List<String> queries = QUERY.matcher(Files.readString(Path.of("docs", "operating.md")))
                .results()
                .map(match -> match.group(1))
                .filter(query -> query.contains("mdc."))
                .toList();

        assertThat(queries).isNotEmpty().allMatch(query -> query.contains("sum(mdc.count)"));
    }

    @Test
    void everyPatternFindsALine() throws IOException {
        List<String> lines = logged();
        String page = Files.readString(Path.of("docs", "operating.md"));

        List<String> patterns = REGEX.matcher(page)
                .results()
                .map(match -> match.group(1))
                .flatMap(regex ->
                        regex.contains("|") ? Arrays.stream(regex.split("\\|")).limit(1) : Stream.of(regex))
                .toList();

        assertThat(patterns).hasSizeGreaterThan(8);
        for (String pattern : patterns) {
            assertThat(lines).as(pattern).anyMatch(Pattern.compile(pattern).asPredicate());
        }
    }
}
