package dev.keapsink.probe;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What experiments share.
 *
 * @param samples values that custom fields are known to take, as far as experiments have found out
 */
record Bench(Account account, TestContact contact, Report report, Map<Field, JsonNode> samples) {

    static Bench of(Account account, TestContact contact, Report report) {
        return new Bench(account, contact, report, new LinkedHashMap<>());
    }
}
