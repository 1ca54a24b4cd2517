package dev.keapsink.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keapsink.keap.KeapReply;
import dev.keapsink.keap.KeapRequest;
import dev.keapsink.simulator.Behaviour;
import dev.keapsink.simulator.CustomField;
import dev.keapsink.simulator.FieldType;
import org.junit.jupiter.api.Test;

class SimulatedTransportTest {

    private final KeapAccount account = new KeapAccount();

    private String body(KeapRequest request) {
        KeapReply reply = account.transport.send(request, KeapAccount.TIMEOUT, () -> {});
        assertThat(reply.status()).isBetween(200, 201);
        return reply.body();
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

        assertThat(body(KeapRequest.get("/v1/contacts/model")))
                .contains("\"field_name\":\"_LeadScore\"", "\"field_type\":\"WholeNumber\"");
    }

    @Test
    void createsTagsAndFindsThem() {
        String tag = body(KeapRequest.post("/v1/tags", json("{'name':'Webinar','description':'who came'}")));

        assertThat(body(KeapRequest.get("/v1/tags").with("name", "webinar"))).contains(tag);
    }

    @Test
    void passesOnNullsAndTheAccountsBehaviour() {
        account.with(CustomField.of(7, "VIP", FieldType.YES_NO))
                .behaving(Behaviour.Clearing.NULL, Behaviour.YesNo.BOOLEAN);
        String created = body(KeapRequest.post(
                "/v1/contacts",
                json("{'email_addresses':[{'field':'EMAIL1','email':'ada@example.org'}],"
                        + "'custom_fields':[{'id':7,'content':true}]}")));
        assertThat(created).contains("\"content\":true");

        long id = account.keap.contacts().getFirst().id();
        assertThat(body(KeapRequest.patch("/v1/contacts/" + id, json("{'custom_fields':[{'id':7,'content':null}]}"))))
                .contains("\"custom_fields\":[]");
        assertThat(account.lastBody()).contains("null");
    }
}
