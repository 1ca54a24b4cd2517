package dev.keapsink.step;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.field.Field;
import dev.keapsink.field.FieldPath;
import dev.keapsink.field.FieldType;
import dev.keapsink.field.Unresolved;
import dev.keapsink.field.Unwritten;
import dev.keapsink.field.Value;
import dev.keapsink.keap.AccountList;
import dev.keapsink.mapping.WriteOptions.Write;
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
import dev.keapsink.record.InvalidValue;
import dev.keapsink.record.ObjectType;
import dev.keapsink.record.Outcome.Effect;
import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.record.Reason;
import dev.keapsink.record.SinkRecord;
import dev.keapsink.resilience.Deadline;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A type of object that is kept in memory. Its records are {@code {"id": "<its key>", "text": "…"}}, with a reference
 * for each parent's noun: {@code "contact": "<key>"}, {@code "contact_id": 7}, or {@code "contact_new": "<key>"}, which
 * creates a missing one. A key that begins with # is the one that
 * the producer gave the parent's record. Threadsafe.
 */
public final class FakeObject implements KeapObject {

    private static final Field TEXT =
            new Field(100, "text", FieldType.TEXT, Integer.MAX_VALUE, new FieldPath.Property("text"));

    private final ObjectType type;
    private final List<String> calls;
    private final SortedMap<Long, ObjectNode> stored = new TreeMap<>();
    private long nextId;
    private int searches = 1;
    private Consumer<String> fault = call -> {};

    /**
     * @param calls takes the calls of several types, in their order
     */
    public FakeObject(ObjectType type, List<String> calls) {
        this.type = type;
        this.calls = Collections.synchronizedList(calls);
        this.nextId = 1000L * (number(type) + 1);
    }

    /** Objects of this type can be found only by those who wrote them. */
    public FakeObject unsearchable() {
        searches = 0;
        return this;
    }

    /** Is told each call before it is carried out, and may throw instead, or as a bug. */
    public void failing(Consumer<String> before) {
        fault = before;
    }

    /** The objects, by id: their key, their text and their parents' ids. */
    public synchronized SortedMap<Long, ObjectNode> stored() {
        return new TreeMap<>(stored);
    }

    /** Adds an object. */
    public synchronized long add(String key) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("key", key);
        stored.put(++nextId, object);
        return nextId;
    }

    /** Removes an object, as a person does in Keap. */
    public synchronized void remove(long id) {
        stored.remove(id);
    }

    private static int number(ObjectType type) {
        return List.of(ObjectType.values()).indexOf(type);
    }

    private Field field(ObjectType parent) {
        String label = parent.noun() + "_id";
        return new Field(number(parent), label, FieldType.ID, Integer.MAX_VALUE, new FieldPath.Property(label));
    }

    @Override
    public ObjectType type() {
        return type;
    }

    @Override
    public boolean isTagged() {
        return type == ObjectType.CONTACTS;
    }

    @Override
    public List<String> referenceNames() {
        return List.of("key");
    }

    @Override
    public Reference.ByKey reference(String name, JsonNode value, boolean createMissing) {
        Key key = keyOf(type, value.asText());
        return new Reference.ByKey(
                key,
                createMissing
                        ? Optional.of(
                                new Change(key, SinkRecord.Operation.UPSERT, null, new TreeMap<>(), Set.of(), null))
                        : Optional.empty());
    }

    /** Contacts are known by a name, all others by the key of their record. */
    private static Key keyOf(ObjectType type, String id) {
        return id.startsWith("#")
                ? new Key(type, Key.By.SOURCE_KEY, List.of(id.substring(1)))
                : new Key(type, type == ObjectType.CONTACTS ? Key.By.NAME : Key.By.SOURCE_KEY, List.of(id));
    }

    @Override
    public Checked<MappingResult> map(SinkRecord.Row row) {
        JsonNode data = row.data();
        SortedMap<Field, Value> values = new TreeMap<>();
        if (data.has("text")) {
            values.put(TEXT, new Value(data.get("text"), Write.OVERWRITE, data.get("text"), false));
        }
        SortedMap<Field, Reference> references = new TreeMap<>();
        for (ObjectType parent : type.parents()) {
            String noun = parent.noun();
            if (data.has(noun) || data.has(noun + "_new")) {
                boolean create = data.has(noun + "_new");
                references.put(
                        field(parent),
                        new FakeObject(parent, new ArrayList<>())
                                .reference("key", data.path(create ? noun + "_new" : noun), create));
            } else if (data.has(noun + "_id")) {
                references.put(
                        field(parent), new Reference.ById(data.get(noun + "_id").asLong()));
            }
        }
        return new Checked.Valid<>(new MappingResult.Wanted(
                new Change(
                        keyOf(type, data.path("id").asText()),
                        row.header().operation(),
                        row.header().version(),
                        values,
                        references,
                        Set.of(),
                        row.header().key()),
                new Unresolved(List.of(), List.of()),
                Unwritten.NOTHING));
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
        return Optional.of(new ResolvedChange(wanted.change(), Set.of(), List.of()));
    }

    @Override
    public ObjectNode request(Change change) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        change.values().forEach((field, value) -> request.set(field.label(), value.content()));
        change.references()
                .forEach((field, reference) -> request.put(
                        field.label(),
                        switch (reference) {
                            case Reference.ById byId -> String.valueOf(byId.id());
                            case Reference.ByKey byKey -> byKey.key().text();
                        }));
        return request;
    }

    @Override
    public int searches(Change change) {
        boolean isName = change.key().by() == keyOf(type, "").by();
        return isName ? searches : 0;
    }

    private void call(String what, Object about) {
        String call = what + " " + type.noun() + " " + about;
        calls.add(call);
        fault.accept(call);
    }

    @Override
    public Optional<ExistingObject> find(Change change, Deadline deadline) {
        String key = change.key().parts().getFirst();
        if (searches(change) == 0) {
            return Optional.empty();
        }
        call("find", key);
        synchronized (this) {
            List<ExistingObject> found = stored.entrySet().stream()
                    .filter(object -> object.getValue().path("key").asText().equals(key))
                    .map(object -> new ExistingObject(object.getKey(), object.getValue()))
                    .toList();
            if (found.size() > 1) {
                throw new InvalidValue(new Rejected(Reason.AMBIGUOUS_MATCH, "id", "is that of several."));
            }
            return found.stream().findFirst();
        }
    }

    @Override
    public Saved create(Change change, Deadline deadline) {
        call("create", change.key().parts().getFirst());
        long id = add(change.key().parts().getFirst());
        return new Saved(write(id, change), Effect.CREATED);
    }

    @Override
    public Optional<Saved> update(ExistingObject found, Change change, Deadline deadline) {
        return update(found.id(), change);
    }

    @Override
    public Optional<Saved> update(KnownObject known, Change change, Deadline deadline) {
        return update(known.id(), change);
    }

    private Optional<Saved> update(long id, Change change) {
        call("update", change.key().parts().getFirst());
        return stored().containsKey(id) ? Optional.of(new Saved(write(id, change), Effect.UPDATED)) : Optional.empty();
    }

    private synchronized long write(long id, Change change) {
        ObjectNode object = stored.get(id);
        change.values().forEach((field, value) -> object.set(field.label(), value.content()));
        return id;
    }

    @Override
    public void delete(long id, Change change, Deadline deadline) {
        call("delete", change.key().parts().getFirst());
        remove(id);
    }

    @Override
    public void recheck(Change refused, Deadline deadline) {}
}
