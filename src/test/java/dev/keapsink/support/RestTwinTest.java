package dev.keapsink.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.simulator.Behaviour;
import dev.keapsink.simulator.CustomField;
import dev.keapsink.simulator.FieldType;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RestTwinTest {

    private final KeapAccount account = new KeapAccount();
    private final Api api = account.apis.create(Api.class);

    /** Calls of every kind that the product's own interfaces make. */
    private interface Api {

        @GET
        @Path("v1/contacts/model")
        Uni<Response> model();

        @POST
        @Path("v1/contacts")
        Uni<Response> create(Map<String, Object> body);

        @PATCH
        @Path("v1/contacts/{id}")
        Uni<Response> update(@PathParam("id") long id, Map<String, Object> body);

        @POST
        @Path("v1/tags")
        Uni<Response> createTag(Map<String, Object> body);

        @GET
        @Path("v1/tags")
        Uni<Response> tags(@QueryParam("name") String name);
    }

    private static String body(Uni<Response> call) {
        try (Response response = call.await().indefinitely()) {
            assertThat(response.getStatus()).isBetween(200, 201);
            return response.readEntity(String.class);
        }
    }

    @Test
    void servesTheModelWithTheAccountsFields() {
        account.with(CustomField.of(7, "Lead Score", FieldType.WHOLE_NUMBER));

        assertThat(body(api.model())).contains("\"field_name\":\"_LeadScore\"", "\"field_type\":\"WholeNumber\"");
    }

    @Test
    void createsTagsAndFindsThem() {
        String tag = body(api.createTag(Map.of("name", "Webinar", "description", "who came")));

        assertThat(body(api.tags("webinar"))).contains(tag);
    }

    @Test
    void passesOnNullsAndTheAccountsBehaviour() {
        account.with(CustomField.of(7, "VIP", FieldType.YES_NO))
                .behaving(Behaviour.Clearing.NULL, Behaviour.YesNo.BOOLEAN);
        String created = body(api.create(Map.of(
                "email_addresses", List.of(Map.of("field", "EMAIL1", "email", "ada@example.org")),
                "custom_fields", List.of(Map.of("id", 7, "content", true)))));
        assertThat(created).contains("\"content\":true");

        Map<String, Object> nothing = new HashMap<>();
        nothing.put("id", 7);
        nothing.put("content", null);
        long id = account.keap.contacts().getFirst().id();
        assertThat(body(api.update(id, Map.of("custom_fields", List.of(nothing)))))
                .contains("\"custom_fields\":[]");
        assertThat(account.lastBody()).contains("null");
    }
}
