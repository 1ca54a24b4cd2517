package dev.keapsink.simulator.memory;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.keapsink.keap.KeapReply;
import dev.keapsink.keap.KeapRequest;
import dev.keapsink.simulator.Behaviour;
import dev.keapsink.simulator.CustomField;
import dev.keapsink.simulator.FieldType;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SimulatedTransportTest {

    private final SimulatedAccount account = new SimulatedAccount();

    private String body(KeapRequest request) {
        KeapReply reply = account.transport.exchange(request, SimulatedAccount.TIMEOUT);
        assertThat(reply.status()).isBetween(200, 201);
        return reply.body();
    }

    private static KeapRequest get(String path, Map<String, String> query) {
        return new KeapRequest("GET", path, query, MissingNode.getInstance());
    }

    private static KeapRequest write(String method, String path, JsonNode body) {
        return new KeapRequest(method, path, Map.of(), body);
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void servesTheModelWithTheAccountsFields() {
        account.with(CustomField.of(7, "Lead Score", FieldType.WHOLE_NUMBER));

        assertThat(body(get("/v1/contacts/model", Map.of())))
                .contains("\"field_name\":\"_LeadScore\"", "\"field_type\":\"WholeNumber\"");
    }

    @Test
    void createsTagsAndFindsThem() {
        String tag = body(write("POST", "/v1/tags", json("{'name':'Webinar','description':'who came'}")));

        assertThat(body(get("/v1/tags", Map.of("name", "webinar")))).contains(tag);
    }

    @Test
    void passesOnNullsAndTheAccountsBehaviour() {
        account.with(CustomField.of(7, "VIP", FieldType.YES_NO))
                .behaving(Behaviour.Clearing.NULL, Behaviour.YesNo.BOOLEAN);
        String created = body(write(
                "POST",
                "/v1/contacts",
                json("{'email_addresses':[{'field':'EMAIL1','email':'ada@example.org'}],"
                        + "'custom_fields':[{'id':7,'content':true}]}")));
        assertThat(created).contains("\"content\":true");

        long id = account.keap.contacts().getFirst().id();
        assertThat(body(write("PATCH", "/v1/contacts/" + id, json("{'custom_fields':[{'id':7,'content':null}]}"))))
                .contains("\"custom_fields\":[]");
        assertThat(account.lastBody()).contains("null");
    }
}
