package dev.keapsink.tools.airbyte.settings;

import com.fasterxml.jackson.databind.JsonNode;

/** A value of a configuration that its setting allows. Its text form never shows it. */
record Value(Entry entry, JsonNode json) {

    String text() {
        return json.asText();
    }

    @Override
    public String toString() {
        return "Value[" + entry.name() + "]";
    }
}
