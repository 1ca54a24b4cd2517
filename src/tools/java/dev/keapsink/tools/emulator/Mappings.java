package dev.keapsink.tools.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps which event source mappings are enabled, and polls for them. For the emulator all are disabled. An enabled one
 * would make it run the function itself, in a container, within the request that sends a message.
 */
final class Mappings implements AutoCloseable {
    private final Function<Mapping, AutoCloseable> polling;
    private final Map<String, Boolean> enabled = new HashMap<>();
    private final Map<String, AutoCloseable> polled = new HashMap<>();

    /**
     * Keeps no mapping yet.
     *
     * @param polling starts to poll for a mapping; what it returns stops that
     */
    Mappings(Function<Mapping, AutoCloseable> polling) {
        this.polling = polling;
    }

    /** Disables a mapping in a request that creates or changes it; returns whether it was to be enabled. */
    static @Nullable Boolean disable(ObjectNode request) {
        JsonNode wanted = request.path("Enabled");
        request.put("Enabled", false);
        return wanted.isBoolean() ? (Boolean) wanted.asBoolean() : null;
    }

    /**
     * Takes over the emulator's description of a mapping that was created or changed, and polls for it if it is
     * enabled.
     *
     * @param wanted whether it is to be enabled; null if that was not said
     */
    synchronized void changed(JsonNode description, @Nullable Boolean wanted) {
        Mapping mapping = Mapping.of(description);
        boolean now = wanted == null ? enabled.getOrDefault(mapping.id(), true) : wanted;
        enabled.put(mapping.id(), now);
        stop(mapping.id());
        if (now) {
            polled.put(mapping.id(), polling.apply(mapping));
        }
    }

    synchronized void deleted(String id) {
        enabled.remove(id);
        stop(id);
    }

    /** Writes into a description, or a list of them, whether the mapping is enabled. */
    synchronized void tell(JsonNode reply) {
        reply.path("EventSourceMappings").forEach(this::tell);
        Boolean now = enabled.get(reply.path("UUID").asText());
        if (now != null && reply instanceof ObjectNode mapping) {
            mapping.put("State", now ? "Enabled" : "Disabled");
        }
    }

    private void stop(String id) {
        AutoCloseable before = polled.remove(id);
        if (before != null) {
            try {
                before.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public synchronized void close() {
        Map.copyOf(polled).keySet().forEach(this::stop);
    }
}
