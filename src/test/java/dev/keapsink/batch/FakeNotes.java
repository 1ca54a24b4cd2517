package dev.keapsink.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.field.Unresolved;
import dev.keapsink.field.Unwritten;
import dev.keapsink.keap.AccountList;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.object.Certainty;
import dev.keapsink.object.Change;
import dev.keapsink.object.ExistingObject;
import dev.keapsink.object.Findings;
import dev.keapsink.object.KeapObject;
import dev.keapsink.object.Key;
import dev.keapsink.object.KnownObject;
import dev.keapsink.object.MappingResult;
import dev.keapsink.object.Reference;
import dev.keapsink.object.ResolvedChange;
import dev.keapsink.object.Saved;
import dev.keapsink.record.Checked;
import dev.keapsink.record.ObjectType;
import dev.keapsink.record.Outcome.Effect;
import dev.keapsink.record.SinkRecord;
import dev.keapsink.resilience.Deadline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Notes without a Keap: they are verified and created, or fail as a test wants it. Their key is the title. */
final class FakeNotes implements KeapObject {

    @Nullable
    KeapFailure atVerification;

    @Nullable
    KeapFailure atCreation;

    int verifications;

    /** The titles of the notes whose creation was tried. */
    final List<String> tried = new ArrayList<>();

    @Override
    public ObjectType type() {
        return ObjectType.NOTES;
    }

    @Override
    public boolean isTagged() {
        return false;
    }

    @Override
    public List<String> referenceNames() {
        return List.of();
    }

    @Override
    public Reference.ByKey reference(String name, JsonNode value, boolean createMissing) {
        throw new AssertionError("No record refers to a note");
    }

    @Override
    public Checked<MappingResult> map(SinkRecord.Row row) {
        Key key = new Key(
                type(), Key.By.SOURCE_KEY, List.of(row.data().path("title").asText()));
        return new Checked.Valid<>(new MappingResult.Wanted(Change.lookUp(key), Unresolved.NONE, Unwritten.NOTHING));
    }

    @Override
    public List<AccountList<?>> lists() {
        return List.of();
    }

    @Override
    public void verify(Deadline deadline) {
        verifications++;
        throwUnlessNull(atVerification);
    }

    @Override
    public Optional<ResolvedChange> resolve(
            MappingResult.Wanted wanted, boolean old, Certainty certainty, Findings findings) {
        return Optional.of(new ResolvedChange(wanted.change(), Set.of(), List.of()));
    }

    @Override
    public ObjectNode request(Change change) {
        return JsonNodeFactory.instance.objectNode();
    }

    @Override
    public int searches(Change change) {
        return 1;
    }

    @Override
    public Optional<ExistingObject> find(Change change, Deadline deadline) {
        return Optional.empty();
    }

    @Override
    public Saved create(Change change, Deadline deadline) {
        tried.add(change.key().parts().getFirst());
        throwUnlessNull(atCreation);
        return new Saved(tried.size(), Effect.CREATED);
    }

    @Override
    public Optional<Saved> update(ExistingObject found, Change change, Deadline deadline) {
        return Optional.empty();
    }

    @Override
    public Optional<Saved> update(KnownObject known, Change change, Deadline deadline) {
        return Optional.empty();
    }

    @Override
    public void delete(long id, Change change, Deadline deadline) {
        throw new AssertionError("No record deletes a note");
    }

    @Override
    public void recheck(Change refused, Deadline deadline) {}

    private static void throwUnlessNull(@Nullable KeapFailure failure) {
        if (failure != null) {
            throw failure;
        }
    }
}
