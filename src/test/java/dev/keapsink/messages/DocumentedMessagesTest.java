package dev.keapsink.messages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every example of docs/messages.md is what the code does. */
class DocumentedMessagesTest {

    private static final Pattern JSON_BLOCK = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);
    private static final Pattern MAPPING_BLOCK = Pattern.compile("```mapping\n(.*?)```", Pattern.DOTALL);
    private static final Pattern REJECTED = Pattern.compile("```\nrejected (\\w+)\n```");
    private static final Pattern CALLS = Pattern.compile("```\n((?:PUT|POST|DELETE) .*?)```", Pattern.DOTALL);

    private static final JsonNode ADA = Sample.json("""
            {"contacts": [{"email_addresses": [{"email": "ada@example.com", "field": "EMAIL1"}], "tag_ids": [102]}]}""");

    @TestFactory
    List<DynamicTest> everyExampleBecomesItsCalls() throws IOException {
        List<DynamicTest> tests = Stream.of(
                        Files.readString(Path.of("docs/messages.md")).split("\n## "))
                .filter(section -> section.contains("```json"))
                .map(section ->
                        DynamicTest.dynamicTest(section.lines().findFirst().orElseThrow(), () -> check(section)))
                .toList();
        assertThat(tests).as("so that something is compared").hasSizeGreaterThan(19);
        return tests;
    }

    /**
     * The first block is the body, a second one its attributes; without a block of calls there is none. Where Ada is to be
     * deleted, the account has her with the tag 102.
     */
    private static void check(String section) {
        List<String> blocks = blocks(JSON_BLOCK, section);
        ObjectNode file = Sample.JSON.createObjectNode().put("body", blocks.getFirst());
        if (blocks.size() > 1) {
            file.set("attributes", Sample.json(blocks.get(1)));
        }
        if (section.contains("\nDELETE ")) {
            file.set("account", ADA);
        }
        blocks(MAPPING_BLOCK, section)
                .forEach(mapping -> file.putObject("settings").set("mapping", Sample.json(mapping)));
        Sample sample = new Sample(file);

        assertThat(sample.returned).isEmpty();
        assertThat(sample.sink.rejected.values().stream()
                        .map(rejected -> rejected.reason().code()))
                .containsExactlyElementsOf(blocks(REJECTED, section));
        assertThat(sample.writes()).isEqualTo(calls(section));
    }

    private static List<Map.Entry<String, JsonNode>> calls(String section) {
        List<Map.Entry<String, JsonNode>> calls = new ArrayList<>();
        for (String block : blocks(CALLS, section)) {
            for (String call : block.strip().split("\n\n", -1)) {
                String[] lines = call.split("\n", 2);
                calls.add(Map.entry(lines[0], lines.length == 1 ? NullNode.instance : Sample.json(lines[1])));
            }
        }
        return calls;
    }

    private static List<String> blocks(Pattern pattern, String section) {
        return pattern.matcher(section)
                .results()
                .map((MatchResult result) -> result.group(1))
                .toList();
    }
}
