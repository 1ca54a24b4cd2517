package dev.keapsink.simulator;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decodes names and values that are URL-encoded, as a query or an HTML form is. */
record Form(Map<String, List<String>> values) {
    static final String CONTENT_TYPE = "application/x-www-form-urlencoded";

    static Form of(String encoded) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String pair : encoded.isEmpty() ? new String[0] : encoded.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            String value = parts.length == 2 ? decoded(parts[1]) : "";
            values.computeIfAbsent(decoded(parts[0]), unused -> new ArrayList<>())
                    .add(value);
        }
        return new Form(values);
    }

    /** The value of a name that occurs once and has one; otherwise empty. */
    Optional<String> only(String name) {
        List<String> all = values.getOrDefault(name, List.of());
        return all.size() == 1 ? all.stream().filter(value -> !value.isEmpty()).findFirst() : Optional.empty();
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
