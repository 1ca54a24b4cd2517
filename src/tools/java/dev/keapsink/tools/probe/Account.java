package dev.keapsink.tools.probe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.tools.common.AccountException;
import dev.keapsink.tools.keap.Keap;
import dev.keapsink.tools.keap.KeapUser;
import dev.keapsink.tools.keap.Reply;
import dev.keapsink.tools.keap.Stopped;
import dev.keapsink.tools.keap.UnusableReply;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The Keap account as the probe reads it before it writes: its tenant, the key's user, contact types and custom fields.
 *
 * @param user the name and e-mail address of the key's user
 * @param contactTypes the contact types that Keap lists; empty if it lists none or refuses
 * @param model Keap's reply about the custom fields of contacts
 */
record Account(String tenant, String user, List<String> contactTypes, Reply model) {

    /**
     * Reads the account.
     *
     * @throws AccountException if no server answers, if it is not Keap's, or if Keap refuses the key
     */
    static Account read(Keap keap) {
        try {
            KeapUser user = KeapUser.of(keap);
            return new Account(user.tenant(), user.name(), contactTypes(keap), keap.get("/v1/contacts/model"));
        } catch (UnusableReply e) {
            throw new AccountException("%s at %s. Check the address in KEAP_SINK_BASE_URL and this machine's network."
                    .formatted(e.getMessage(), keap.access().baseUrl()));
        } catch (Stopped e) {
            throw new AccountException(String.valueOf(e.getMessage()));
        }
    }

    /** Returns no types, and does not fail, if Keap refuses both calls: no experiment depends on them. */
    private static List<String> contactTypes(Keap keap) {
        Reply reply = keap.get("/v2/settings/contactOptionTypes");
        List<String> types = new ArrayList<>();
        reply.body().path("option_types").forEach(type -> types.add(type.asText()));
        if (types.isEmpty()) {
            String joined = keap.get("/v1/setting/contact/optionTypes")
                    .body()
                    .path("value")
                    .asText("");
            Arrays.stream(joined.split(",", -1))
                    .map(String::strip)
                    .filter(type -> !type.isEmpty())
                    .forEach(types::add);
        }
        return List.copyOf(types);
    }

    /** Returns the custom fields of contacts. */
    List<Field> fields() {
        List<Field> fields = new ArrayList<>();
        for (JsonNode field : model.body().path("custom_fields")) {
            if (field.path("record_type").asText("CONTACT").equals("CONTACT")) {
                fields.add(Field.of(field));
            }
        }
        return List.copyOf(fields);
    }

    /** Returns a clause that says why an experiment was not tried, and what would help. */
    String without(String lack) {
        return model.isOk()
                ? "not tried: there is no %s; add it in Keap (Settings, Custom fields) and probe again".formatted(lack)
                : "not tried: Keap does not show the account's custom fields (%s)".formatted(model);
    }

    /** Returns the first custom field of a type, as Keap names types. */
    Optional<Field> fieldOf(String type) {
        return fields().stream().filter(field -> field.type().equals(type)).findFirst();
    }
}
