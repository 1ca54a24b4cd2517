package dev.keapsink.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.keapsink.check.CheckReport.Preview;
import dev.keapsink.keap.DryRun;
import dev.keapsink.object.OnDelete;
import dev.keapsink.record.ObjectType;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.simulator.CustomField;
import dev.keapsink.simulator.FieldType;
import dev.keapsink.simulator.Resource;
import dev.keapsink.simulator.memory.AccountWiring;
import dev.keapsink.simulator.memory.InMemorySink;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A check previews records of every stream, also those that refer to an object that an earlier record creates. */
class PreviewedObjectsTest {

    private final InMemorySink sink = new InMemorySink()
            .streams(
                    ObjectType.COMPANIES,
                    ObjectType.CONTACTS,
                    ObjectType.OPPORTUNITIES,
                    ObjectType.NOTES,
                    ObjectType.TASKS)
            .onDelete(OnDelete.DELETE);

    /** The writes before the preview. */
    private int delivered;

    @BeforeEach
    void furnish() {
        long id = 9001;
        // Notes and tasks share their custom fields.
        for (Resource resource : List.of(Resource.COMPANIES, Resource.OPPORTUNITIES, Resource.NOTES)) {
            sink.keap.objects().addCustomField(resource, CustomField.of(id++, AccountWiring.KEY_FIELD, FieldType.TEXT));
        }
        sink.keap.objects().addStage(7, "New");
    }

    @AfterEach
    void nothingWasWritten() {
        assertThat(sink.keap.writes()).isEqualTo(delivered);
        assertThat(sink.keap.calls())
                .as("no invented id")
                .noneMatch(call -> (call.path() + call.query()).contains(String.valueOf(DryRun.FIRST_NEW_ID)));
    }

    private List<Preview> previews(String... bodies) {
        DryRun dryRun = new DryRun();
        List<JsonNode> records = Stream.of(bodies)
                .<JsonNode>map(body -> new TextNode(body.replace('\'', '"')))
                .toList();
        return new Previews(sink.pipeline(dryRun), dryRun)
                .of(
                        new CheckRequest(records, Map.of(), null, true, null),
                        Deadline.in(Duration.ofMinutes(2), sink.time));
    }

    private static List<String> calls(Preview preview) {
        return preview.calls().stream()
                .map(call -> call.method() + " " + call.path())
                .toList();
    }

    @Test
    void aRecordRefersToAnObjectThatAnotherCreates() {
        List<Preview> previews = previews(
                "{'email':'ada@example.com','company':'Acme'}",
                "{'stream':'opportunities','key':'o1','data':{'contact_email':'ada@example.com','title':'A deal','stage':'New'}}",
                "{'stream':'notes','key':'n1','data':{'contact_email':'ada@example.com','title':'A call'}}",
                "{'stream':'tasks','key':'t1','data':{'opportunity_key':'o1','title':'Call again'}}",
                "{'stream':'companies','data':{'company_name':'Initech','phone':'617-555-0100'}}");

        assertThat(previews).extracting(Preview::outcome).containsOnly("written");
        assertThat(previews.get(1).calls().getFirst().toString())
                .contains("POST", "/v2/opportunities", "\"contact_id\":\"{id of the new contact}\"");
        assertThat(calls(previews.get(2))).containsExactly("POST /v2/contacts/{id of the new contact}/notes");
        assertThat(previews.get(3).calls().getFirst().toString())
                .contains("POST", "/v2/tasks", "\"opportunity_id\":\"{id of the new opportunity}\"");
        assertThat(calls(previews.get(4))).containsExactly("POST /v2/companies");
    }

    @Test
    void anObjectThatKeapHasIsUpdatedOrDeletedUnderItsId() {
        sink.deliver(
                "{'email':'ada@example.com'}".replace('\'', '"'),
                "{'stream':'notes','key':'n1','data':{'contact_email':'ada@example.com','title':'A call'}}"
                        .replace('\'', '"'));
        long contact = sink.contact("ada@example.com").id();
        long note = sink.keap.objects().all(Resource.NOTES).getFirst().id();
        delivered = sink.keap.writes();

        List<Preview> previews = previews(
                "{'stream':'notes','key':'n1','data':{'contact_email':'ada@example.com','title':'Another call'}}",
                "{'stream':'notes','key':'n1','op':'delete','data':{'contact_email':'ada@example.com'}}");

        String path = "/v2/contacts/%d/notes/%d".formatted(contact, note);
        assertThat(previews).extracting(Preview::outcome).containsExactly("written", "removed");
        assertThat(calls(previews.get(0))).singleElement().asString().startsWith("PATCH " + path + "?update_mask=");
        assertThat(calls(previews.get(1))).containsExactly("DELETE " + path);
    }

    @Test
    void aRecordOfAParentThatNobodyCreatesWaits() {
        List<Preview> previews =
                previews("{'stream':'notes','key':'n1','data':{'contact_email':'ada@example.com','title':'A call'}}");

        assertThat(previews).singleElement().satisfies(preview -> {
            assertThat(preview.outcome()).isEqualTo("returned");
            assertThat(preview.reason()).isEqualTo("unresolved");
            assertThat(preview.calls()).isEmpty();
        });
    }
}
