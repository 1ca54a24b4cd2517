package dev.keapsink.field;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.keap.AccountList;
import dev.keapsink.keap.ApiCall;
import dev.keapsink.keap.Call;
import dev.keapsink.keap.KeapClient;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.resilience.Deadline;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The account's custom fields of one type of object: its model. Threadsafe. */
public final class CustomFields {

    /** A normalised name never holds a bracket, so it never equals a name of this form. */
    private static final String BY_ID = "custom_fields[";

    private final KeapClient keap;
    private final ApiCall<?> request;
    private final CustomField.Ids ids;
    private final Duration timeout;
    private final AccountList<Model> model;

    /** The fields by the names that a record may use: id, label and technical name. */
    private record Model(Map<String, List<CustomField>> byName) {
        static Model of(List<CustomField> fields) {
            return new Model(fields.stream()
                    .flatMap(field -> Stream.concat(
                                    Stream.of(named(String.valueOf(field.id()))),
                                    Stream.of(field.label(), field.name())
                                            .map(Field::normalised)
                                            .filter(name -> !name.isEmpty())
                                            .distinct())
                            .map(name -> Map.entry(name, field)))
                    .collect(Collectors.groupingBy(
                            Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList()))));
        }

        /** The fields of a name. If several names differ only in case and punctuation, an exact match goes first. */
        Optional<List<CustomField>> find(String name) {
            List<CustomField> alike =
                    byName.getOrDefault(name.startsWith(BY_ID) ? name : Field.normalised(name), List.of());
            List<CustomField> same = alike.stream()
                    .filter(field -> field.label().equals(name) || field.name().equals(name))
                    .toList();
            return Optional.of(same.size() == 1 ? same : alike).filter(found -> !found.isEmpty());
        }
    }

    /**
     * @param request reads the model of one type of object
     * @param ids how bodies of that type write the fields' ids
     */
    public CustomFields(
            KeapClient keap, ApiCall<?> request, CustomField.Ids ids, Duration timeout, InstantSource clock) {
        this.keap = keap;
        this.request = request;
        this.ids = ids;
        this.timeout = timeout;
        this.model = new AccountList<>(
                "custom fields",
                Model.of(List.of()),
                known -> all(known).distinct().count(),
                this::read,
                clock);
    }

    /** The name by which a record means the custom field of an id. */
    public static String named(String id) {
        return BY_ID + id + "]";
    }

    /**
     * The custom fields that a name may mean: none, one, or several that differ only in case and punctuation. Reads the
     * model again if it lacks the name, at most once a minute.
     */
    public List<CustomField> find(String name, Deadline deadline) {
        return model.find(known -> known.find(name), deadline).orElse(List.of());
    }

    /** The same in the model as it was last read. Makes no call. */
    public List<CustomField> known(String name) {
        return model.known().find(name).orElse(List.of());
    }

    /** The account's model. */
    public AccountList<?> list() {
        return model;
    }

    /** The fields that a name may mean, each described in words. */
    public List<String> called(String name, Deadline deadline) {
        return find(name, deadline).stream()
                .map(field -> "\"%s\" (%s, %s)"
                        .formatted(field.label(), field.name(), field.type().keapName()))
                .toList();
    }

    /**
     * Whether the account still has all of these fields. A model without any field proves nothing and counts as yes.
     */
    public boolean stillHas(Collection<Field> fields, Deadline deadline) {
        return has(model.certain(deadline), fields);
    }

    private static boolean has(Model model, Collection<Field> fields) {
        Set<Field> there = all(model).map(CustomField::field).collect(Collectors.toSet());
        return there.isEmpty() || there.containsAll(fields);
    }

    /** The labels of all fields, at most a few seconds old. */
    public List<String> labels(Deadline deadline) {
        return all(model.certain(deadline))
                .map(CustomField::label)
                .distinct()
                .sorted()
                .toList();
    }

    /** All fields in the order of their ids, at most a few seconds old. */
    public List<CustomField> all(Deadline deadline) {
        return all(model.recent(deadline))
                .distinct()
                .sorted(Comparator.comparingLong(CustomField::id))
                .toList();
    }

    private static Stream<CustomField> all(Model model) {
        return model.byName().values().stream().flatMap(List::stream);
    }

    private Model read(Deadline deadline) {
        JsonNode fields =
                keap.call(Call.ofAccount(deadline, request), timeout).json().path("custom_fields");
        if (!fields.isArray()) {
            throw new KeapFailure.Unclear("Keap answered a look-up of custom fields without a list of them");
        }
        return Model.of(StreamSupport.stream(fields.spliterator(), false)
                .map(field -> CustomField.of(field, ids))
                .filter(field -> field.id() > 0)
                .toList());
    }
}
