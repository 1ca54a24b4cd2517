package dev.keapsink.tools.probe;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.tools.common.TerminalText;
import dev.keapsink.tools.keap.Json;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects the findings, prints each at once, and derives the settings of the sink from them. */
final class Report {
    /** A finding: a sentence for the operator, and its result in a word for programs. */
    record Finding(String topic, String result, String sentence) {}

    private final PrintWriter out;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, String> encoding = new LinkedHashMap<>();
    private boolean listsAreReplaced;

    Report(PrintWriter out) {
        this.out = out;
    }

    void add(String topic, String result, String sentence) {
        findings.add(new Finding(topic, result, sentence));
        out.printf("%-22s %s%n", topic, TerminalText.line(sentence));
        out.flush();
    }

    /** Notes an encoding that the sink must use. */
    void encode(String setting, String value) {
        encoding.put(setting, value);
    }

    /** Notes that Keap removes list items that a write does not send; the sink must then send all of them. */
    void listsAreReplaced() {
        listsAreReplaced = true;
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }

    /** Returns a mapping that holds only what the probe confirmed; empty if it confirmed nothing. */
    ObjectNode mapping() {
        ObjectNode mapping = Json.object();
        if (!encoding.isEmpty()) {
            encoding.forEach(mapping.putObject("encoding")::put);
        }
        if (listsAreReplaced) {
            mapping.put("write", "merge");
        }
        return mapping.isEmpty()
                ? mapping
                : Json.object().put("automatic", true).setAll(mapping);
    }

    void printMapping() {
        if (mapping().isEmpty()) {
            out.printf("%nThe sink needs no setting for what was learnt.%n");
        } else {
            out.printf(
                    "%nTell the sink with this environment variable, or add the entries to the mapping that you have:%n%n"
                            + "KEAP_SINK_MAPPING='%s'%n",
                    mapping());
        }
        out.flush();
    }

    ObjectNode json(Account account, List<String> left) {
        ObjectNode json = Json.object();
        json.putObject("account").put("tenant", account.tenant()).put("user", account.user());
        ArrayNode list = json.putArray("findings");
        findings.forEach(finding -> list.add(Json.of(finding)));
        json.set("mapping", mapping());
        left.forEach(json.putArray("left_behind")::add);
        return json;
    }
}
