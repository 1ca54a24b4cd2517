package dev.keapsink.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The objects of a simulated account beside contacts, and the settings that concern them. Threadsafe. */
public final class SimulatedObjects {
    private final Object lock;
    private final ObjectData data;
    private final Runnable catchUp;

    SimulatedObjects(Object lock, ObjectData data, Runnable catchUp) {
        this.lock = lock;
        this.data = data;
        this.catchUp = catchUp;
    }

    /** A copy of the objects of a kind as they are now, oldest first. */
    public List<StoredObject> all(Resource resource) {
        return read(
                () -> data.of(resource).all().stream().map(StoredObject::copy).toList());
    }

    /** A copy of an object; empty if there is none with this id. */
    public Optional<StoredObject> find(Resource resource, long id) {
        return read(() -> data.of(resource).find(id).map(StoredObject::copy));
    }

    /** How many objects of a kind were created through the API, including those that were deleted again. */
    public int created(Resource resource) {
        return read(() -> data.of(resource).created());
    }

    /**
     * Adds an object as a person makes it.
     *
     * @param fields as the API's writes have them, in JSON
     * @return the object's id
     */
    public long add(Resource resource, String fields) {
        ObjectNode object = (ObjectNode) Json.parse(fields).orElseThrow();
        return read(() -> data.of(resource).create(object, Instant.EPOCH).id());
    }

    /** Removes an object as a person does, if it is there. */
    public void remove(Resource resource, long id) {
        boolean unused = read(() -> data.of(resource).remove(id));
    }

    /** Adds a user, or changes the one with this id. User 1 exists from the beginning and is the account's owner. */
    public void addUser(long id, String email, String givenName, String familyName, SimulatedUserStatus status) {
        write(() ->
                data.of(Resource.USERS).put(UserLogic.user(id, email, givenName, familyName, status, Instant.EPOCH)));
    }

    /** Adds a stage of opportunities at the end, or changes the one with this id. Stages may have the same name. */
    public void addStage(long id, String name) {
        write(() -> {
            ObjectStore stages = data.of(Resource.STAGES);
            return stages.put(new StoredObject(
                    Resource.STAGES,
                    id,
                    Json.object()
                            .put("name", name)
                            .put("order", stages.all().size() + 1)
                            .put("target_number_days", 7)
                            .put("probability", 50),
                    Instant.EPOCH,
                    Instant.EPOCH));
        });
    }

    /** Adds a custom field to a kind of object, or changes the one with its id. Notes and tasks share their fields. */
    public void addCustomField(Resource resource, CustomField field) {
        synchronized (lock) {
            ObjectModel model = ObjectTable.of(resource);
            if (model.recordType().isEmpty()) {
                throw new IllegalArgumentException(resource + " have no custom fields");
            }
            data.customFields(model).add(field);
        }
    }

    /** The custom fields of a kind of object. */
    public List<CustomField> customFields(Resource resource) {
        return read(
                () -> List.copyOf(data.customFields(ObjectTable.of(resource)).all()));
    }

    /** Replaces the manual payment types of the account. */
    public void paymentTypes(String... types) {
        synchronized (lock) {
            data.paymentTypes(List.of(types));
        }
    }

    /** From now on lists have a new object only after this delay. A read by its id finds it at once. */
    public void listAfter(Duration delay) {
        synchronized (lock) {
            data.listAfter(delay);
        }
    }

    /**
     * From now on every call for this kind of object is refused with 403 or 404, as in an edition without it. What
     * belongs to orders or opportunities is refused with them.
     */
    public void refuse(Resource resource, int status) {
        synchronized (lock) {
            data.refuse(resource, status);
            resource.parts().forEach(part -> data.refuse(part, status));
        }
    }

    /** Ends what {@link #refuse} began. */
    public void allow(Resource resource) {
        refuse(resource, 0);
    }

    /** The content of a file; empty if there is no such file. */
    public Optional<byte[]> fileContent(long id) {
        return read(() -> data.of(Resource.FILES).find(id).map(FileLogic::content));
    }

    private <T> T read(Supplier<T> reading) {
        synchronized (lock) {
            catchUp.run();
            return reading.get();
        }
    }

    private void write(Supplier<StoredObject> writing) {
        synchronized (lock) {
            StoredObject unused = writing.get();
        }
    }
}
