package dev.keapsink.export;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds out when Keap last changed a row. */
final class Changes {

    /** The names that the lists give the moment of the last change, and those of the creation for rows that never change. */
    private static final List<String> NAMES = List.of(
            "last_updated",
            "update_time",
            "modification_time",
            "last_updated_time",
            "updated_time",
            "date_applied",
            "creation_time",
            "create_time",
            "created_time");

    /** v1 writes +0000 for UTC at times. */
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX]")
            .toFormatter();

    private Changes() {}

    /** The moment; null if the row has none that can be read. */
    static @Nullable Instant of(JsonNode row) {
        for (String name : NAMES) {
            if (row.path(name).isTextual()) {
                return moment(row.path(name).textValue());
            }
        }
        return null;
    }

    private static @Nullable Instant moment(String text) {
        try {
            return OffsetDateTime.parse(text, TIME).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
