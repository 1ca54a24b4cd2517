package dev.keapsink.tools.probe;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What experiments share.
 *
 * @param samples values that custom fields are known to take, as far as experiments have found out
 */
record ExperimentContext(Account account, TestContact contact, Report report, Map<Field, JsonNode> samples) {

    static ExperimentContext of(Account account, TestContact contact, Report report) {
        return new ExperimentContext(account, contact, report, new LinkedHashMap<>());
    }
}
