package dev.keapsink.contact;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.keap.AccountList;
import dev.keapsink.keap.Call;
import dev.keapsink.keap.KeapClient;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.resilience.Repeat;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The account's custom fields of contacts: its model. Threadsafe. */
public final class CustomFields {

    private final KeapClient keap;
    private final Duration timeout;
    private final AccountList<Model> model;

    /** The fields by what somebody may call them: their label, or their technical name. */
    private record Model(Map<String, List<CustomField>> byName) {
        static Model of(List<CustomField> fields) {
            return new Model(fields.stream()
                    .flatMap(field -> Stream.of(field.label(), field.name())
                            .map(ContactField::normalised)
                            .filter(name -> !name.isEmpty())
                            .distinct()
                            .map(name -> Map.entry(name, field)))
                    .collect(Collectors.groupingBy(
                            Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList()))));
        }

        /** Those of a name; if several are alike but for case and punctuation, only those that are spelt just so. */
        Optional<List<CustomField>> find(String name) {
            List<CustomField> alike = byName.getOrDefault(ContactField.normalised(name), List.of());
            List<CustomField> same = alike.stream()
                    .filter(field -> field.label().equals(name) || field.name().equals(name))
                    .toList();
            return Optional.of(same.size() == 1 ? same : alike).filter(found -> !found.isEmpty());
        }
    }

    public CustomFields(KeapClient keap, Duration timeout, InstantSource clock) {
        this.keap = keap;
        this.timeout = timeout;
        this.model = new AccountList<>(Model.of(List.of()), this::read, clock);
    }

    /** The custom fields that a name may mean: none, one, or several that only their punctuation tells apart. */
    List<CustomField> find(String name, Deadline deadline) {
        return model.find(known -> known.find(name), deadline).orElse(List.of());
    }

    /** The fields that a name may mean, each in words. */
    public List<String> called(String name, Deadline deadline) {
        return find(name, deadline).stream()
                .map(field -> "\"%s\" (%s, %s)"
                        .formatted(field.label(), field.name(), field.type().keapName()))
                .toList();
    }

    /** A field that the account has changed since it was read, if it has. */
    Optional<CustomField> changed(CustomField field, Deadline deadline) {
        return model.find(
                known -> known.find(field.label())
                        .flatMap(same -> same.stream()
                                .filter(one -> one.id() == field.id() && !one.equals(field))
                                .findFirst()),
                deadline);
    }

    /** Whether a field that was there still is; asks Keap at most every few seconds. */
    boolean stillHas(ContactField field, Deadline deadline) {
        return all(deadline).anyMatch(custom -> custom.field().equals(field));
    }

    /** The labels of all fields, at most a few seconds old. */
    public List<String> labels(Deadline deadline) {
        return all(deadline).map(CustomField::label).distinct().sorted().toList();
    }

    private Stream<CustomField> all(Deadline deadline) {
        return model.recent(deadline).byName().values().stream().flatMap(List::stream);
    }

    private Model read(Deadline deadline) {
        JsonNode fields = keap.call(new Call(Repeat.SAFE, deadline, ContactApi.model()), timeout)
                .json()
                .path("custom_fields");
        if (!fields.isArray()) {
            throw new KeapFailure.Unclear("Keap answered a look-up of custom fields without a list of them");
        }
        return Model.of(StreamSupport.stream(fields.spliterator(), false)
                .map(CustomField::of)
                .filter(field -> field.id() > 0)
                .toList());
    }
}
