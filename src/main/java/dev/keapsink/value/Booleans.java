package dev.keapsink.value;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.record.InvalidValue;
import java.util.Locale;

/** Reads truth values in the ways in which producers write them. */
public final class Booleans {

    private Booleans() {}

    /**
     * Whether a value means yes.
     *
     * @throws InvalidValue if the value means neither yes nor no
     */
    public static boolean of(String field, JsonNode json) {
        return switch (Texts.of(field, json).toLowerCase(Locale.ROOT)) {
            case "true", "1", "yes", "y", "on", "t" -> true;
            case "false", "0", "no", "n", "off", "f" -> false;
            default -> throw new InvalidValue(field, "is neither yes nor no; write true or false, 1 or 0");
        };
    }
}
