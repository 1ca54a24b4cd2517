package dev.keapsink.simulator;

import static dev.keapsink.simulator.Account.json;
import static dev.keapsink.simulator.Account.message;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The behaviour that all kinds of object share, shown with tasks. */
class SimulatedObjectsTest {
    private final Account account = new Account();
    private final SimulatedObjects objects = account.simulator.objects();
    private final long contact = account.contact("ada@example.org");

    @Test
    void storesWhatAWriteSends() {
        String id = task("Call", "'priority':'CRITICAL','remind_time_mins':15");

        StoredObject stored = objects.find(Resource.TASKS, Long.parseLong(id)).orElseThrow();
        JsonNode shown = json(account.get("/v2/tasks/" + id));

        assertThat(stored.text("title")).isEqualTo("Call");
        assertThat(stored.text("contact_id")).isEqualTo(String.valueOf(contact));
        assertThat(shown.path("id").isTextual()).isTrue();
        assertThat(shown.path("priority").asText()).isEqualTo("CRITICAL");
        assertThat(shown.path("completed").asBoolean(true)).isFalse();
        assertThat(shown.path("create_time").asText()).isEqualTo("2026-03-01T12:00:01.000Z");
        assertThat(objects.created(Resource.TASKS)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'foo':1 | Unrecognized property: foo",
                "'title':1 | Input could not be converted to a valid request",
                "'contact_id':1 | Input could not be converted to a valid request",
                "'due_time':'2026-03-01' | Input could not be converted to a valid request",
                "'priority':'HIGH' | Input could not be converted to a valid request",
                "'remind_time_mins':7 | Input could not be converted to a valid request",
                "'completed':'true' | Input could not be converted to a valid request",
                "'contact_id':'1' | contact_id 1 does not exist",
                "'opportunity_id':'1' | opportunity_id 1 does not exist",
                "'assigned_to_user_id':'2' | assigned_to_user_id 2 does not exist",
                "'custom_fields':[{'id':'1','content':'x'}] | Custom field 1 does not exist",
                "'custom_fields':[{'id':1,'content':'x'}] | Input could not be converted to a valid request",
            })
    void refusesWhatTheDocumentationDoesNotAllow(String property, String expected) {
        String user = property.contains("assigned") ? "" : ",'assigned_to_user_id':'1'";

        SimulatedReply reply = account.post("/v2/tasks", "{" + property + user + "}");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(message(reply)).isEqualTo(expected);
        assertThat(json(reply).path("status").asText()).isEqualTo("INVALID_ARGUMENT");
        assertThat(json(reply).path("details").isArray()).isTrue();
        assertThat(objects.all(Resource.TASKS)).isEmpty();
    }

    @Test
    void refusesAMissingPropertyAndAnUnknownParameter() {
        assertThat(message(account.post("/v2/tasks", "{'title':'x'}")))
                .isEqualTo("Missing property: assigned_to_user_id");
        assertThat(message(account.get("/v2/tasks?limit=1"))).isEqualTo("Unknown parameter: limit");
        assertThat(account.get("/v2/tasks?page_size=1001").status()).isEqualTo(400);
        assertThat(account.get("/v2/tasks?order_by=title asc").status()).isEqualTo(400);
        assertThat(account.get("/v2/tasks?fields=title").status()).isEqualTo(400);
        assertThat(account.get("/v2/tasks/1").status()).isEqualTo(404);
    }

    @Test
    void changesOnlyWhatTheMaskNames() {
        String id = task("Call", "'description':'old'");

        account.patch("/v2/tasks/" + id + "?update_mask=title,due_time", "{'title':'Write','description':'new'}");

        assertThat(json(account.get("/v2/tasks/" + id)).path("title").asText()).isEqualTo("Write");
        assertThat(json(account.get("/v2/tasks/" + id)).path("description").asText())
                .isEqualTo("old");
        assertThat(account.patch("/v2/tasks/" + id + "?update_mask=name", "{}").status())
                .isEqualTo(400);
    }

    @Test
    void emptiesWhatTheMaskNamesAndTheBodyLacks() {
        String id = task("Call", "'description':'old'");

        account.patch("/v2/tasks/" + id + "?update_mask=description", "{}");

        assertThat(json(account.get("/v2/tasks/" + id)).has("description")).isFalse();
        assertThat(message(account.patch("/v2/tasks/" + id + "?update_mask=assigned_to_user_id", "{}")))
                .isEqualTo("Missing property: assigned_to_user_id");
    }

    @Test
    void changesOnlyWhatIsGivenWithoutAMask() {
        String id = task("Call", "'description':'old'");

        SimulatedReply reply = account.patch("/v2/tasks/" + id, "{'title':'Write'}");

        assertThat(json(reply).path("title").asText()).isEqualTo("Write");
        assertThat(json(reply).path("description").asText()).isEqualTo("old");
        assertThat(json(reply).path("modification_time").asText()).isEqualTo("2026-03-01T12:00:02.000Z");
    }

    @Test
    void deletesOnce() {
        String id = task("Call", "");

        assertThat(account.delete("/v2/tasks/" + id).status()).isEqualTo(204);
        assertThat(account.delete("/v2/tasks/" + id).status()).isEqualTo(404);
        assertThat(objects.all(Resource.TASKS)).isEmpty();
        assertThat(objects.created(Resource.TASKS)).isEqualTo(1);
    }

    @Test
    void losesTheTasksOfAContactThatIsDeleted() {
        task("Call", "");

        account.delete("/v1/contacts/" + contact);

        assertThat(objects.all(Resource.TASKS)).isEmpty();
    }

    @Test
    void showsCustomFieldsOnlyWhenAsked() {
        objects.addCustomField(Resource.TASKS, CustomField.of(5, "Keap Sink Key", FieldType.TEXT));
        String id = task("Call", "'custom_fields':[{'id':'5','content':'k-1'}]");

        assertThat(json(account.get("/v2/tasks/" + id)).has("custom_fields")).isFalse();
        assertThat(json(account.get("/v2/tasks/" + id + "?fields=custom_fields"))
                        .at("/custom_fields/0/content")
                        .asText())
                .isEqualTo("k-1");
        assertThat(titles("_KeapSinkKey==k-1")).containsExactly("Call");
        assertThat(titles("_keapsinkkey==K-*")).containsExactly("Call");
        assertThat(titles("_KeapSinkKey==k")).isEmpty();
    }

    @Test
    void keepsOtherCustomFieldsUnlessTheListIsEmpty() {
        objects.addCustomField(Resource.TASKS, CustomField.of(5, "A", FieldType.TEXT));
        objects.addCustomField(Resource.TASKS, CustomField.of(6, "B", FieldType.TEXT));
        long id = Long.parseLong(task("Call", "'custom_fields':[{'id':'5','content':'a'}]"));

        account.patch("/v2/tasks/" + id, "{'custom_fields':[{'id':'6','content':'b'}]}");
        assertThat(stored(id).customField(5).asText()).isEqualTo("a");
        assertThat(stored(id).customField(6).asText()).isEqualTo("b");

        account.patch("/v2/tasks/" + id, "{'custom_fields':[]}");
        assertThat(stored(id).customField(5).isMissingNode()).isTrue();
    }

    @Test
    void replacesTheListOfCustomFieldsInAnAccountThatReplacesLists() {
        account.simulator.behave(Behaviour.DEFAULT.with(Behaviour.Lists.REPLACE));
        objects.addCustomField(Resource.TASKS, CustomField.of(5, "A", FieldType.TEXT));
        objects.addCustomField(Resource.TASKS, CustomField.of(6, "B", FieldType.TEXT));
        long id = Long.parseLong(task("Call", "'custom_fields':[{'id':'5','content':'a'}]"));

        account.patch("/v2/tasks/" + id, "{'custom_fields':[{'id':'6','content':'b'}]}");

        assertThat(stored(id).customField(5).isMissingNode()).isTrue();
        assertThat(stored(id).customField(6).asText()).isEqualTo("b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "title==call | Call",
                "title==c* | Call",
                "title==all | ''",
                "is_completed==true | Done",
                "has_due_date==true | Done",
                "priority==CRITICAL | Call",
                "since_time==2026-03-01T12:00:02.000Z | Done",
                "until_time==2026-03-01T12:00:01.000Z; | Call",
                "user_id==1;title==Done | Done",
                "user_id==UNASSIGNED | ''",
                "id>8000001 | Done",
                "task_ids==8000001,9 | Call",
            })
    void filters(String filter, String expected) {
        task("Call", "'priority':'CRITICAL'");
        task("Done", "'completed':true,'due_time':'2026-03-05T12:00:00Z'");

        assertThat(titles(filter)).isEqualTo(expected.isEmpty() ? List.of() : List.of(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name==x",
                "title>x",
                "title=x",
                "title==",
                "title==*x",
                "is_completed==yes",
                "since_time==2026-03-01",
                "id==x",
                "_Unknown==x",
                "_Date==2026-03-01",
                "_Flag==true"
            })
    void refusesAFilterThatTheDocumentationDoesNotAllow(String filter) {
        objects.addCustomField(Resource.TASKS, CustomField.of(5, "Date", FieldType.DATE));
        objects.addCustomField(Resource.TASKS, CustomField.of(6, "Flag", FieldType.YES_NO));

        assertThat(account.get("/v2/tasks?filter=" + filter).status()).isEqualTo(400);
    }

    @Test
    void ordersAndPages() {
        task("b", "'due_time':'2026-03-06T12:00:00.000Z'");
        task("a", "'due_time':'2026-03-05T12:00:00.000Z'");

        JsonNode first = json(account.get("/v2/tasks?order_by=due_time asc&page_size=1"));
        String token = first.path("next_page_token").asText();
        JsonNode second = json(account.get("/v2/tasks?order_by=due_time asc&page_size=1&page_token=" + token));

        assertThat(first.at("/tasks/0/title").asText()).isEqualTo("a");
        assertThat(second.at("/tasks/0/title").asText()).isEqualTo("b");
        assertThat(second.path("next_page_token").asText()).isEmpty();
        assertThat(json(account.get("/v2/tasks?order_by=due_time desc"))
                        .at("/tasks/0/title")
                        .asText())
                .isEqualTo("b");
    }

    @Test
    void listsANewObjectOnlyAfterTheDelay() {
        objects.listAfter(Duration.ofSeconds(30));
        String id = task("Call", "");

        assertThat(titles("title==Call")).isEmpty();
        assertThat(account.get("/v2/tasks/" + id).status()).isEqualTo(200);

        account.clock.advance(Duration.ofSeconds(30));
        assertThat(titles("title==Call")).containsExactly("Call");
    }

    @Test
    void refusesWhatTheEditionDoesNotHave() {
        objects.refuse(Resource.TASKS, 403);

        SimulatedReply reply = account.get("/v2/tasks");

        assertThat(reply.status()).isEqualTo(403);
        assertThat(json(reply).path("status").asText()).isEqualTo("PERMISSION_DENIED");
        assertThat(account.get("/v2/tasks/model").status()).isEqualTo(403);
        objects.allow(Resource.TASKS);
        assertThat(account.get("/v2/tasks").status()).isEqualTo(200);
    }

    @Test
    void meetsTheFaultsOfEveryCall() {
        account.simulator.inject(Fault.replyLostAfterCommit().onNext(1).matching("POST", "/v2/tasks"));
        assertThat(account.post("/v2/tasks", "{'assigned_to_user_id':'1'}")
                        .delivery()
                        .isAnswered())
                .isFalse();
        assertThat(objects.all(Resource.TASKS)).hasSize(1);
        account.simulator.inject(Fault.gatewayTimeout().onNext(1).matching("POST", "/v2/tasks"));
        assertThat(account.post("/v2/tasks", "{'assigned_to_user_id':'1'}").status())
                .isEqualTo(504);
        assertThat(objects.all(Resource.TASKS)).hasSize(1);
    }

    private StoredObject stored(long id) {
        return objects.find(Resource.TASKS, id).orElseThrow();
    }

    private String task(String title, String more) {
        String end = more.isEmpty() ? "" : "," + more;
        return account.created(
                "/v2/tasks",
                "{'title':'%s','assigned_to_user_id':'1','contact_id':'%d'%s}".formatted(title, contact, end));
    }

    private List<String> titles(String filter) {
        return json(account.get("/v2/tasks?filter=" + filter)).path("tasks").findValuesAsText("title");
    }
}
