package dev.keapsink.tools.probe;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was learnt: a line each, printed at once, and the settings that follow from it. */
final class Report {
    /** A finding for people, and its result in a word for programs. */
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
        out.printf("%-22s %s%n", topic, sentence);
        out.flush();
    }

    /** The sink has to encode so. */
    void encode(String setting, String value) {
        encoding.put(setting, value);
    }

    /** The sink has to send every item of a list, or Keap removes those that it does not send. */
    void listsAreReplaced() {
        listsAreReplaced = true;
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }

    /** A mapping that says nothing but what was learnt; empty if nothing was. */
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
            out.printf("%nNothing was learnt that the sink would have to be told.%n");
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
