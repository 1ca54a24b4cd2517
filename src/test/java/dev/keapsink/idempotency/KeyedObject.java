package dev.keapsink.idempotency;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.keap.AccountList;
import dev.keapsink.keap.Endpoint;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.keap.Purpose;
import dev.keapsink.object.Certainty;
import dev.keapsink.object.Change;
import dev.keapsink.object.ExistingObject;
import dev.keapsink.object.Findings;
import dev.keapsink.object.Identity;
import dev.keapsink.object.KeapObject;
import dev.keapsink.object.Key;
import dev.keapsink.object.KnownObject;
import dev.keapsink.object.MappingResult;
import dev.keapsink.object.Reference;
import dev.keapsink.object.Resend;
import dev.keapsink.object.ResolvedChange;
import dev.keapsink.object.Saved;
import dev.keapsink.record.Checked;
import dev.keapsink.record.ObjectType;
import dev.keapsink.record.Outcome.Effect;
import dev.keapsink.record.SinkRecord;
import dev.keapsink.resilience.CallFailure.Progress;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.simulator.memory.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Objects that a key identifies, in a Keap that loses replies and shows new objects late. */
final class KeyedObject implements KeapObject {

    /** What happens to a create. */
    enum Fault {
        NONE,
        /** The create is not carried out, and no reply comes. */
        LOST,
        /** The create is carried out, and no reply comes. */
        REPLY_LOST,
        /** The create is carried out, and a gateway answers with a 503. */
        GATEWAY,
        /** The create is carried out, and the server fails afterwards. */
        SERVER_ERROR,
        REFUSED,
        THROTTLED
    }

    private record Row(long id, Key key, Instant listedAt) {}

    final List<String> calls = new ArrayList<>();
    Fault fault = Fault.NONE;
    boolean searchFails;
    Duration listed = Duration.ZERO;
    Runnable duringCreate = () -> {};

    private final VirtualTime time;
    private final Resend resend;
    private final Identity identity;
    private final List<Row> rows = new ArrayList<>();
    private long lastId = 100;

    KeyedObject(VirtualTime time, Resend resend, Identity identity) {
        this.time = time;
        this.resend = resend;
        this.identity = identity;
    }

    int size() {
        return rows.size();
    }

    List<String> takeCalls() {
        List<String> taken = List.copyOf(calls);
        calls.clear();
        return taken;
    }

    @Override
    public ObjectType type() {
        return ObjectType.ORDERS;
    }

    @Override
    public boolean isTagged() {
        return false;
    }

    @Override
    public Identity identity(Key key) {
        return identity;
    }

    @Override
    public Resend resend() {
        return resend;
    }

    @Override
    public List<String> referenceNames() {
        return List.of();
    }

    @Override
    public Reference.ByKey reference(String name, JsonNode value, boolean createMissing) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Checked<MappingResult> map(SinkRecord.Row row) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<AccountList<?>> lists() {
        return List.of();
    }

    @Override
    public void verify(Deadline deadline) {}

    @Override
    public Optional<ResolvedChange> resolve(
            MappingResult.Wanted wanted, boolean old, Certainty certainty, Findings findings) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ObjectNode request(Change change) {
        return JsonNodeFactory.instance.objectNode().put("content", String.valueOf(change.version()));
    }

    @Override
    public int searches(Change change) {
        return 1;
    }

    @Override
    public Optional<ExistingObject> find(Change change, Deadline deadline) {
        calls.add("find");
        if (searchFails) {
            throw new KeapFailure.Unclear("The search was not answered");
        }
        return rows.stream()
                .filter(row -> row.key().equals(change.key()) && !time.instant().isBefore(row.listedAt()))
                .findFirst()
                .map(row -> new ExistingObject(row.id(), JsonNodeFactory.instance.objectNode()));
    }

    @Override
    public Saved create(Change change, Deadline deadline) {
        calls.add("create");
        duringCreate.run();
        switch (fault) {
            case LOST -> throw new KeapFailure.Unclear("No reply came");
            case REFUSED -> throw new KeapFailure.Refused("no", Purpose.of(Endpoint.WRITE, ObjectType.ORDERS));
            case THROTTLED -> throw new KeapFailure.Throttled(Duration.ofSeconds(9));
            case NONE, REPLY_LOST, GATEWAY, SERVER_ERROR ->
                rows.add(new Row(++lastId, change.key(), time.instant().plus(listed)));
        }
        return switch (fault) {
            case REPLY_LOST -> throw new KeapFailure.Unclear("No reply came");
            case SERVER_ERROR -> throw new KeapFailure.ServerError(Purpose.of(Endpoint.WRITE, ObjectType.ORDERS), null);
            case GATEWAY -> throw new KeapFailure.Unavailable("503", Progress.FINISHED, null);
            case NONE, LOST, REFUSED, THROTTLED -> new Saved(lastId, Effect.CREATED);
        };
    }

    @Override
    public Optional<Saved> update(ExistingObject found, Change change, Deadline deadline) {
        return updated(found.id());
    }

    @Override
    public Optional<Saved> update(KnownObject known, Change change, Deadline deadline) {
        return updated(known.id());
    }

    private Optional<Saved> updated(long id) {
        calls.add("update");
        return rows.stream().anyMatch(row -> row.id() == id)
                ? Optional.of(new Saved(id, Effect.UPDATED))
                : Optional.empty();
    }

    @Override
    public void delete(long id, Change change, Deadline deadline) {
        calls.add("delete");
        rows.removeIf(row -> row.id() == id);
    }

    @Override
    public void recheck(Change refused, Deadline deadline) {}
}
