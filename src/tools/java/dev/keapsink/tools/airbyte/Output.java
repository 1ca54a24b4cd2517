package dev.keapsink.tools.airbyte;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.tools.common.TerminalText;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Writes the protocol's messages to standard output, one a line, each flushed: a reader that waits for a state must not
 * wait for a buffer. Once the reader is gone nothing more is written. Threadsafe.
 */
final class Output {

    /** A shorter text is no secret, and its letters occur everywhere. */
    private static final int SHORTEST_SECRET = 4;

    private final OutputStream out;
    private final Optional<PrintStream> text;
    private final InstantSource clock;
    private List<String> secrets = List.of();
    private UnaryOperator<String> words = UnaryOperator.identity();
    private boolean gone;

    /** The levels of Airbyte's logs. */
    enum Level {
        FATAL,
        ERROR,
        WARN,
        INFO,
        DEBUG
    }

    /**
     * @param text takes sentences as lines; empty if they are messages of the protocol
     */
    Output(OutputStream out, Optional<PrintStream> text, InstantSource clock) {
        this.out = out;
        this.text = text;
        this.clock = clock;
    }

    /**
     * From now on no sentence shows these texts.
     *
     * @param inTheirWords puts the names of settings into a sentence
     */
    synchronized void hide(Set<String> texts, UnaryOperator<String> inTheirWords) {
        secrets = texts.stream()
                .filter(text -> text.length() >= SHORTEST_SECRET)
                .sorted(Comparator.comparing(String::length).reversed())
                .toList();
        words = inTheirWords;
    }

    /** From now on no sentence shows these texts either. */
    synchronized void hideToo(Set<String> texts) {
        Set<String> all = new HashSet<>(secrets);
        all.addAll(texts);
        hide(all, words);
    }

    /** Whether the reader of standard output is gone. */
    synchronized boolean isGone() {
        return gone;
    }

    /** A whole line of the protocol, as it is. */
    synchronized void line(byte[] line) {
        if (gone) {
            return;
        }
        try {
            out.write(line);
            out.write('\n');
            out.flush();
        } catch (IOException e) {
            gone = true;
        }
    }

    void message(ObjectNode message) {
        line(message.toString().getBytes(UTF_8));
    }

    void log(Level level, String sentence) {
        if (isSaid(level + " " + sentence)) {
            return;
        }
        ObjectNode message = JsonNodeFactory.instance.objectNode().put("type", "LOG");
        message.putObject("log").put("level", level.name()).put("message", shown(sentence));
        message(message);
    }

    /** Says why the command fails. The platform shows the sentence to the user. */
    void failure(SyncFailure failure) {
        if (isSaid(failure.sentence())) {
            return;
        }
        ObjectNode message = JsonNodeFactory.instance.objectNode().put("type", "TRACE");
        ObjectNode trace = message.putObject("trace").put("type", "ERROR").put("emitted_at", now());
        trace.putObject("error")
                .put("message", shown(failure.sentence()))
                .put("failure_type", failure.type().code());
        message(message);
    }

    /** The result of a check; empty if nothing is wrong. */
    void status(Optional<String> problem) {
        ObjectNode message = JsonNodeFactory.instance.objectNode().put("type", "CONNECTION_STATUS");
        ObjectNode status =
                message.putObject("connectionStatus").put("status", problem.isPresent() ? "FAILED" : "SUCCEEDED");
        problem.ifPresent(sentence -> status.put("message", shown(sentence)));
        message(message);
    }

    /**
     * Hands a changed configuration to the platform, which saves it.
     *
     * @return whether it was handed over
     */
    synchronized boolean config(ObjectNode config) {
        ObjectNode message = JsonNodeFactory.instance.objectNode().put("type", "CONTROL");
        ObjectNode control =
                message.putObject("control").put("type", "CONNECTOR_CONFIG").put("emitted_at", now());
        control.putObject("connectorConfig").set("config", config);
        message(message);
        return !gone;
    }

    private boolean isSaid(String sentence) {
        text.ifPresent(lines -> lines.println(TerminalText.lines(shown(sentence))));
        return text.isPresent();
    }

    /** The protocol's times are doubles. */
    private double now() {
        return clock.instant().toEpochMilli();
    }

    private synchronized String shown(String sentence) {
        String shown = words.apply(sentence);
        for (String secret : secrets) {
            shown = shown.replace(secret, "***");
        }
        return shown;
    }
}
