package dev.keapsink.field;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.value.Fillers;
import dev.keapsink.value.Refusals;
import dev.keapsink.value.Texts;
import dev.keapsink.value.TimeZones;
import java.util.Optional;
import java.util.function.Predicate;

/** Says why a value that is not blank means "no value", in words that complete a sentence beginning with the field. */
@FunctionalInterface
interface Absence {

    /** The reason of most values that mean nothing. */
    String FILLER = "is a filler; leave it empty if there is no value";

    /** The reason; empty if it is a value. */
    Optional<String> why(String field, JsonNode json);

    /** Why a value is left out, if it is a filler. Some systems write {@code false} for every missing value. */
    static Optional<String> filler(JsonNode json, Predicate<String> isOne) {
        boolean is = json.isTextual() ? isOne.test(json.asText()) : json.isBoolean() && !json.booleanValue();
        return is ? Optional.of(FILLER) : Optional.empty();
    }

    static Optional<String> ofText(String field, JsonNode json) {
        return filler(json, Fillers::isOne);
    }

    /** A truth value is never a filler, but a text in its place may be. */
    static Optional<String> ofFlag(String field, JsonNode json) {
        return filler(json, Fillers::isOne).filter(why -> json.isTextual());
    }

    static Optional<String> ofCode(String field, JsonNode json) {
        return ofText(field, json)
                .or(() -> Optional.of("holds nothing but the mark of an export")
                        .filter(why -> Texts.code(field, json).isEmpty()));
    }

    static Optional<String> ofConsent(String field, JsonNode json) {
        return Optional.of("means no, and an address without a reason is not opted in")
                .filter(why -> Refusals.isOne(json))
                .or(() -> ofText(field, json));
    }

    static Optional<String> ofZone(String field, JsonNode json) {
        return ofText(field, json)
                .or(() -> Optional.of("is none of the time zones that Keap takes; docs/messages.md lists them")
                        .filter(why -> TimeZones.find(Texts.of(field, json)).isEmpty()));
    }

    static Optional<String> ofReminder(String field, JsonNode json) {
        return ofText(field, json)
                .or(() -> Optional.of("is 0, which means no reminder")
                        .filter(why -> Texts.of(field, json).equals("0")));
    }
}
