package dev.keapsink.tools.probe;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The state that experiments share.
 *
 * @param samples a value for each custom field that an earlier experiment wrote with success
 */
record ExperimentContext(Account account, TestContact contact, Report report, Map<Field, JsonNode> samples) {

    static ExperimentContext of(Account account, TestContact contact, Report report) {
        return new ExperimentContext(account, contact, report, new LinkedHashMap<>());
    }
}
