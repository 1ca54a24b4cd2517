package dev.keapsink.simulator;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The documentation of v2 about one kind of object. A name in a table may be followed by the field that it stands for,
 * as in {@code user_id=assigned_to_user_id}. It is built once, in the {@link ObjectTable}.
 */
final class ObjectModel {
    final Resource resource;
    final String path;
    final String list;
    final Map<String, Filter.Target> filters = new LinkedHashMap<>();
    final Map<String, String> orders = new LinkedHashMap<>();
    final Set<String> hidden = new HashSet<>();
    final Set<String> fields = new HashSet<>();
    final Set<String> mask = new HashSet<>();
    private Optional<BodyModel> created = Optional.empty();
    private Optional<BodyModel> changed = Optional.empty();
    private Optional<String> recordType = Optional.empty();
    private String changeMethod = "PATCH";
    private String createdName = "create_time";
    private String updatedName = "update_time";
    private int mostPerPage = 1000;
    private boolean fieldsInWrites;
    private boolean readAlone = true;

    /**
     * A kind of object.
     *
     * @param path of the collection; an id in it is that of the parent
     * @param list the property of a list's reply that has the objects; "" if they cannot be listed
     */
    ObjectModel(Resource resource, String path, String list) {
        this.resource = resource;
        this.path = path;
        this.list = list;
    }

    ObjectModel created(BodyModel body) {
        created = Optional.of(body);
        return this;
    }

    /** What a change may send, and the names that update_mask knows besides. */
    ObjectModel changed(BodyModel body, String... moreOfMask) {
        changed = Optional.of(body);
        mask.addAll(body.properties());
        mask.addAll(Set.of(moreOfMask));
        return this;
    }

    ObjectModel changedByPost() {
        changeMethod = "POST";
        return this;
    }

    /** The names of the times of creation and of the last change in replies; "" for none. */
    ObjectModel times(String creation, String change) {
        createdName = creation;
        updatedName = change;
        return this;
    }

    /** The properties that a reply has only if the parameter "fields" asks for them. */
    ObjectModel hiding(String... names) {
        hidden.addAll(Set.of(names));
        fields.addAll(hidden);
        return this;
    }

    /** Further names that the parameter "fields" takes. */
    ObjectModel fields(Set<String> names) {
        fields.addAll(names);
        return this;
    }

    /** Has writes take the parameter "fields" too. */
    ObjectModel fieldsInWrites() {
        fieldsInWrites = true;
        return this;
    }

    ObjectModel filters(FilterKind kind, String... names) {
        for (String name : names) {
            filters.put(name(name), new Filter.Target(field(name), kind));
        }
        return this;
    }

    ObjectModel orders(String... names) {
        for (String name : names) {
            orders.put(name(name), field(name));
        }
        return this;
    }

    ObjectModel customFields(String type) {
        recordType = Optional.of(type);
        return this;
    }

    /** Leaves out the operation that reads a single object. */
    ObjectModel onlyListed() {
        readAlone = false;
        return this;
    }

    ObjectModel atMostPerPage(int objects) {
        mostPerPage = objects;
        return this;
    }

    private static String name(String entry) {
        return entry.split("=", 2)[0];
    }

    private static String field(String entry) {
        String[] parts = entry.split("=", 2);
        return parts[parts.length - 1];
    }

    String onePath() {
        return path + "/{id}";
    }

    /** The path of the custom fields' description, as in /v2/notes/model. */
    String modelPath() {
        return "/v2/" + list + "/model";
    }

    boolean isReadAlone() {
        return readAlone;
    }

    /** Whether the path of the collection names a parent. */
    boolean isBelowAParent() {
        return path.contains("{id}");
    }

    Optional<BodyModel> created() {
        return created;
    }

    Optional<BodyModel> changed() {
        return changed;
    }

    String changeMethod() {
        return changeMethod;
    }

    boolean takesFieldsInWrites() {
        return fieldsInWrites;
    }

    Optional<String> recordType() {
        return recordType;
    }

    String createdName() {
        return createdName;
    }

    String updatedName() {
        return updatedName;
    }

    int mostPerPage() {
        return mostPerPage;
    }

    /** The property that has the id of the parent in the path. */
    Optional<String> parent() {
        return isBelowAParent()
                ? List.of("contact_id", "order_id").stream()
                        .filter(property -> path.startsWith("/v2/" + property.replace("_id", "s/")))
                        .findFirst()
                : Optional.empty();
    }

    /** The properties that an object always has. */
    Set<String> required() {
        return created.map(BodyModel::required).orElse(Set.of());
    }
}
