package dev.keapsink.tools.probe;

import dev.keapsink.contact.ContactMappingReader;
import dev.keapsink.resilience.Sleeper;
import dev.keapsink.simulator.Behaviour;
import dev.keapsink.simulator.Call;
import dev.keapsink.simulator.CustomField;
import dev.keapsink.simulator.FieldType;
import dev.keapsink.simulator.KeapSimulator;
import dev.keapsink.simulator.Quota;
import dev.keapsink.simulator.SimulatorServer;
import dev.keapsink.simulator.memory.VirtualTime;
import dev.keapsink.tools.keap.Consent;
import dev.keapsink.tools.keap.Keap;
import dev.keapsink.tools.keap.KeapAccess;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A probe of a simulated account behind HTTP, on virtual time. */
final class ProbeFixture implements AutoCloseable {
    static final String TOKEN = "1234";

    final VirtualTime time = new VirtualTime();
    final KeapSimulator keap = new KeapSimulator(Quota.KEAP_API_KEY, time);
    final Shutdown shutdown = new Shutdown();
    private final SimulatorServer server = SimulatorServer.start(keap);
    private final StringWriter printed = new StringWriter();
    private Sleeper sleeper = time;

    /** An account that behaves so, with a field of each type that matters. */
    ProbeFixture(Behaviour.Choice... choices) {
        keap.behave(Behaviour.DEFAULT.with(choices));
        keap.addCustomField(CustomField.of(1, "Remark", FieldType.TEXT));
        keap.addCustomField(CustomField.of(2, "Score", FieldType.WHOLE_NUMBER));
        keap.addCustomField(CustomField.of(3, "VIP", FieldType.YES_NO));
        keap.addCustomField(CustomField.of(4, "Colours", FieldType.LIST_BOX).choosing("Red, dark", "Green", "Blue"));
        keap.addCustomField(CustomField.of(5, "Renewal", FieldType.DATE));
        keap.addCustomField(CustomField.of(6, "Birth month", FieldType.MONTH));
        keap.addCustomField(CustomField.of(7, "Delivery day", FieldType.DAY_OF_WEEK));
    }

    /** Something else happens where the probe waits. */
    void sleeping(Sleeper other) {
        sleeper = other;
    }

    String url() {
        return server.baseUri().toString();
    }

    boolean run() {
        return run(new Consent(Optional.empty(), true), Map.of(), Optional.empty());
    }

    boolean answering(String answer) {
        BufferedReader terminal = new BufferedReader(new StringReader(answer));
        return run(new Consent(Optional.of(terminal), false), Map.of(), Optional.empty());
    }

    /** The variables come on top of the right address and key. */
    boolean run(Consent consent, Map<String, String> variables, Optional<Path> json) {
        Map<String, String> environment =
                new HashMap<>(Map.of("KEAP_SINK_BASE_URL", url(), "KEAP_SINK_API_KEY", KeapSimulator.API_KEY));
        environment.putAll(variables);
        PrintWriter out = new PrintWriter(printed);
        try (Keap calls = new Keap(KeapAccess.from(environment), time, sleeper, out::println)) {
            return new ProbeRun(calls, TOKEN, consent, shutdown, out).run(json);
        } finally {
            out.flush();
        }
    }

    String printed() {
        return printed.toString();
    }

    /** The line of the report about a topic, without it. */
    String line(String topic) {
        return printed()
                .lines()
                .filter(line -> line.startsWith(topic + " "))
                .map(line -> line.substring(topic.length()).strip())
                .findFirst()
                .orElse("");
    }

    /** The mapping document that the report ends with, which the sink understands. */
    String mapping() {
        return printed()
                .lines()
                .filter(line -> line.startsWith("KEAP_SINK_MAPPING="))
                .map(line -> line.substring("KEAP_SINK_MAPPING=".length()).replace("'", ""))
                .peek(ContactMappingReader::read)
                .map(document -> document.replace('"', '\''))
                .findFirst()
                .orElse("");
    }

    List<String> writes() {
        return keap.calls().stream()
                .filter(Call::isWrite)
                .map(call -> call.method() + " " + call.path())
                .toList();
    }

    @Override
    public void close() {
        server.close();
    }
}
