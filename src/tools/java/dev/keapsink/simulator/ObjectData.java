package dev.keapsink.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

/** The objects of the account beside contacts, their custom fields, and what the account allows. */
final class ObjectData {
    final ContactStore contacts;
    final Supplier<Behaviour> behaviour;
    private final Map<Resource, ObjectStore> stores = new EnumMap<>(Resource.class);
    private final Map<String, CustomFields> customFields = new HashMap<>();
    private final Map<Resource, Integer> refusals = new EnumMap<>(Resource.class);
    private Set<String> paymentTypes = Set.of("Cash", "Check", "Credit Card (Manual)", "Money Order", "Adjustment");
    private Duration listDelay = Duration.ZERO;

    ObjectData(ContactStore contacts, Supplier<Behaviour> behaviour) {
        this.contacts = contacts;
        this.behaviour = behaviour;
        for (Resource resource : Resource.values()) {
            stores.put(resource, new ObjectStore(resource));
        }
        of(Resource.USERS)
                .put(UserLogic.user(
                        1, "owner@keap.example", "Simone", "Lator", SimulatedUserStatus.ACTIVE, Instant.EPOCH));
    }

    ObjectStore of(Resource resource) {
        return Objects.requireNonNull(stores.get(resource), "Every kind has a store");
    }

    /** The custom fields of a kind; none can be added to a kind without them. Notes and tasks have the same ones. */
    CustomFields customFields(ObjectModel model) {
        return customFields.computeIfAbsent(model.recordType().orElse(""), unused -> new CustomFields(behaviour));
    }

    /** From now on calls for these objects are refused with this status; 0 ends that. */
    void refuse(Resource resource, int status) {
        refusals.put(resource, status);
    }

    /**
     * Checks that the account has the objects at all.
     *
     * @throws Refusal if its edition does not have them
     */
    void checkEdition(Resource resource) {
        int status = refusals.getOrDefault(resource, 0);
        if (status != 0) {
            throw new Refusal(status, status == 403 ? "Forbidden" : "Not found");
        }
    }

    /** Whether lists have the object already. */
    boolean isListed(StoredObject object, Instant now) {
        return !object.created().plus(listDelay).isAfter(now);
    }

    void listAfter(Duration delay) {
        listDelay = delay;
    }

    void paymentTypes(List<String> types) {
        paymentTypes = Set.copyOf(types);
    }

    boolean hasPaymentType(String type) {
        return paymentTypes.contains(type);
    }

    /** Removes what belongs to a contact that is gone: its notes, tasks, opportunities and files. Its orders stay. */
    void contactRemoved(long contactId) {
        for (Resource resource : List.of(Resource.NOTES, Resource.TASKS, Resource.OPPORTUNITIES, Resource.FILES)) {
            of(resource)
                    .with("contact_id", String.valueOf(contactId))
                    .forEach(object -> of(resource).remove(object.id()));
        }
    }
}
