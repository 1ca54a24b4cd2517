package dev.keapsink.simulator;

import static dev.keapsink.simulator.Account.json;
import static dev.keapsink.simulator.Account.message;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Companies, notes, users, stages and opportunities: what each has beyond the behaviour that all share. */
class SimulatedPipelineTest {
    private final Account account = new Account();
    private final SimulatedObjects objects = account.simulator.objects();
    private final long contact = account.contact("ada@example.org");

    @BeforeEach
    void addStages() {
        objects.addStage(11, "New");
        objects.addStage(12, "Won");
    }

    @Test
    void findsACompanyByItsExactNameOrItsBeginning() {
        account.created("/v2/companies", "{'company_name':'Acme','notes':'n','address':{'locality':'Chandler'}}");
        account.created("/v2/companies", "{'company_name':'Acme East'}");

        assertThat(companies("company_name==acme")).hasSize(1);
        assertThat(companies("name==Acme*")).hasSize(2);
        assertThat(companies("city==chan*")).hasSize(1);
        assertThat(companies("company_name==acme").path(0).has("notes")).isFalse();
        assertThat(json(account.get("/v2/companies?fields=notes,custom_fields"))
                        .at("/companies/0/notes")
                        .asText())
                .isEqualTo("n");
    }

    @Test
    void refusesACompanyWithARegionButNoCountry() {
        assertThat(message(account.post("/v2/companies", "{'address':{'region_code':'US-AZ'}}")))
                .isEqualTo("COUNTRY CODE needed if Region Exists");
        assertThat(account.post("/v2/companies", "{'address':{'line1':'" + "x".repeat(76) + "'}}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void keepsNotesBelowTheirContact() {
        long other = account.contact("grace@example.org");
        String notes = "/v2/contacts/" + contact + "/notes";
        String id = account.created(notes, "{'user_id':'1','title':'First call','is_pinned':true}");

        JsonNode note = json(account.get(notes + "/" + id));
        assertThat(note.path("contact_id").asText()).isEqualTo(String.valueOf(contact));
        assertThat(note.at("/assigned_to_user/email_address").asText()).isEqualTo("owner@keap.example");
        assertThat(note.path("pinned_at").asText()).isNotEmpty();
        assertThat(account.get("/v2/contacts/" + other + "/notes/" + id).status())
                .isEqualTo(404);
        assertThat(json(account.get("/v2/contacts/" + other + "/notes")).path("notes"))
                .isEmpty();
        assertThat(json(account.get("/v2/notes?filter=title==st ca")).path("notes"))
                .hasSize(1);
        assertThat(account.post("/v2/contacts/1/notes", "{'user_id':'1','title':'x'}")
                        .status())
                .isEqualTo(404);
        assertThat(account.get("/v2/notes?filter=id==1;ids==1").status()).isEqualTo(400);
    }

    @Test
    void wantsATitleOrAKnownTypeOfANoteAndItsUserInEveryWrite() {
        String notes = "/v2/contacts/" + contact + "/notes";
        String id = account.created(notes, "{'user_id':'1','type':'Call'}");

        assertThat(message(account.post(notes, "{'user_id':'1','text':'x'}")))
                .isEqualTo("A value for either title or type is required");
        assertThat(account.post(notes, "{'user_id':'1','type':'Chat'}").status())
                .isEqualTo(400);
        assertThat(message(account.patch(notes + "/" + id, "{'title':'x'}"))).isEqualTo("Missing property: user_id");
        assertThat(account.patch(notes + "/" + id + "?update_mask=title", "{'user_id':'1','title':'x'}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void sharesCustomFieldsBetweenNotesAndTasks() {
        JsonNode wrapped = json(account.post(
                "/v2/tasks/model/customFields", "{'label':'Keap Sink Key','field_type':'TEXT','group_id':'1'}"));
        JsonNode second =
                json(account.post("/v2/notes/model/customFields", "{'label':'Keap Sink Key','field_type':'TEXT'}"));

        assertThat(wrapped.at("/custom_field/field_name").asText()).isEqualTo("_KeapSinkKey");
        assertThat(second.path("field_name").asText()).isEqualTo("_KeapSinkKey0");
        JsonNode model = json(account.get("/v2/notes/model"));
        assertThat(model.path("custom_fields")).hasSize(2);
        assertThat(model.at("/custom_fields/0/id").isTextual()).isTrue();
        assertThat(model.at("/custom_fields/0/field_type").asText()).isEqualTo("TEXT");
        assertThat(model.at("/custom_fields/0/record_type").asText()).isEqualTo("TASK_NOTE_APPOINTMENT");
        assertThat(json(account.get("/v2/companies/model")).path("custom_fields"))
                .isEmpty();
        assertThat(account.post("/v2/companies/model/customFields", "{'label':'x','field_type':'Text'}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void listsUsersButInactiveOnesOnlyWhenAsked() {
        objects.addUser(2, "Ina@keap.example", "Ina", "Ctive", SimulatedUserStatus.INACTIVE);

        assertThat(users("email==OWNER@keap.example")).hasSize(1);
        assertThat(users("email==ina@keap.example")).isEmpty();
        assertThat(users("email==ina@keap.example;include_inactive==true")
                        .path(0)
                        .path("status")
                        .asText())
                .isEqualTo("INACTIVE");
        assertThat(account.get("/v2/users?page_size=101").status()).isEqualTo(400);
        assertThat(account.get("/v2/users/2").status()).isEqualTo(200);
    }

    @Test
    void recordsTheMovesOfAnOpportunity() {
        String id = opportunity();
        account.patch("/v2/opportunities/" + id + "?update_mask=stage_id", "{'stage_id':'12'}");
        account.patch("/v2/opportunities/" + id + "?update_mask=stage_id", "{'stage_id':'12'}");

        JsonNode moves = json(account.get("/v2/opportunities/stageMoves?filter=opportunity_id==" + id))
                .path("stage_moves");

        assertThat(moves).hasSize(2);
        assertThat(moves.at("/0/move_from_stage_id").asText()).isEqualTo("0");
        assertThat(moves.at("/1/move_from_stage_id").asText()).isEqualTo("11");
        assertThat(moves.at("/1/move_to_stage_id").asText()).isEqualTo("12");
        assertThat(moves.at("/1/prev_stage_move_time").asText())
                .isEqualTo(moves.at("/0/move_time").asText());
    }

    @Test
    void showsTheContactAndTheStageOfAnOpportunity() {
        JsonNode shown = json(account.get("/v2/opportunities/" + opportunity()));

        assertThat(shown.at("/contact/email").asText()).isEqualTo("ada@example.org");
        assertThat(shown.at("/stage/name").asText()).isEqualTo("New");
        assertThat(shown.at("/user/first_name").asText()).isEqualTo("Simone");
        assertThat(shown.has("contact_id")).isFalse();
        assertThat(shown.has("custom_fields")).isFalse();
        assertThat(json(account.get("/v2/opportunities?filter=opportunity_title==de*;projected_revenue_low>=100"))
                        .path("opportunities"))
                .hasSize(1);
        assertThat(account.get("/v2/opportunities?filter=opportunity_id==1;ids==1")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void refusesAnUnknownStageAndAnyAffiliate() {
        String begin = "{'opportunity_title':'Deal','contact_id':'" + contact + "'";

        assertThat(message(account.post("/v2/opportunities", begin + ",'stage_id':'13'}")))
                .isEqualTo("stage_id 13 does not exist");
        assertThat(account.post("/v2/opportunities", begin + ",'stage_id':'11','affiliate_id':'1'}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void listsStages() {
        String made = account.created(
                "/v2/opportunities/stages", "{'name':'Lost','order':3,'target_number_days':1,'probability':0}");

        JsonNode stages = json(account.get("/v2/opportunities/stages?order_by=stage_order desc"))
                .path("stages");

        assertThat(stages.findValuesAsText("name")).containsExactly("Lost", "Won", "New");
        assertThat(json(account.get("/v2/opportunities/stages/" + made))
                        .path("name")
                        .asText())
                .isEqualTo("Lost");
        assertThat(account.post(
                                "/v2/opportunities/stages",
                                "{'name':'x','order':1,'target_number_days':1,'probability':101}")
                        .status())
                .isEqualTo(400);
    }

    private String opportunity() {
        return account.created(
                "/v2/opportunities",
                "{'opportunity_title':'Deal','contact_id':'%d','stage_id':'11','user_id':'1','projected_revenue_low':100}"
                        .formatted(contact));
    }

    private JsonNode companies(String filter) {
        return json(account.get("/v2/companies?filter=" + filter)).path("companies");
    }

    private JsonNode users(String filter) {
        return json(account.get("/v2/users?filter=" + filter)).path("users");
    }
}
