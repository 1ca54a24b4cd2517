package dev.keapsink.step;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.keapsink.field.Field;
import dev.keapsink.field.FieldPath;
import dev.keapsink.field.FieldType;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.object.Change;
import dev.keapsink.object.History;
import dev.keapsink.object.KeapObjects;
import dev.keapsink.object.OnDelete;
import dev.keapsink.object.Reference;
import dev.keapsink.object.WritePolicy;
import dev.keapsink.object.WriteRules;
import dev.keapsink.outcome.Result;
import dev.keapsink.record.ObjectType;
import dev.keapsink.simulator.memory.SimulatedAccount;
import dev.keapsink.tag.TagWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReferringWriterTest {

    private static final Field CONTACT =
            new Field(0, "contact_id", FieldType.ID, Integer.MAX_VALUE, new FieldPath.Property("contact_id"));

    private final List<String> calls = new ArrayList<>();
    private final SimulatedAccount account = new SimulatedAccount();
    private final FakeObject contacts = new FakeObject(ObjectType.CONTACTS, calls);
    private final FakeObject notes = new FakeObject(ObjectType.NOTES, calls);
    private final KeapObjects objects = new KeapObjects(contacts, notes);
    private final ObjectWriter writer = new ObjectWriter(
            objects,
            new TagWriter(account.client, SimulatedAccount.TIMEOUT),
            Set.of(),
            new WriteRules(WritePolicy.UPSERT, OnDelete.UNTAG));
    private final ReferringWriter referring =
            new ReferringWriter(writer, new References(new ObjectIds(objects, new ReferenceCache(), Optional.empty())));

    private Change note(Reference contact) {
        SortedMap<Field, Reference> references = new TreeMap<>();
        references.put(CONTACT, contact);
        return Change.lookUp(notes.reference("key", new TextNode("n"), false).key())
                .referringTo(references);
    }

    private Result write(Change change) {
        return referring.write(change, new History.Unknown(), account.deadline());
    }

    @Test
    void aLookUpThatGotNoAnswerLeavesNoCreateInDoubt() {
        Change first = note(new Reference.ById(7));
        assertThat(write(first)).isInstanceOf(Result.Untagged.class);
        assertThat(writer.begun(first)).isPresent();
        contacts.failing(call -> {
            throw new KeapFailure.Unclear("lost");
        });

        Change second = note(contacts.reference("key", new TextNode("a"), false));
        assertThat(write(second))
                .isInstanceOfSatisfying(
                        Result.Failed.class,
                        failed -> assertThat(failed.failure()).isInstanceOf(KeapFailure.Unclear.class));
        assertThat(writer.begun(second)).isEmpty();
    }
}
