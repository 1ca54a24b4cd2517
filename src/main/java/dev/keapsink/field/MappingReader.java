package dev.keapsink.field;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.mapping.DidYouMean;
import dev.keapsink.mapping.MappingError;
import dev.keapsink.mapping.MappingNode;
import dev.keapsink.mapping.TargetEntry;
import dev.keapsink.mapping.WriteOptions;
import dev.keapsink.mapping.WriteOptions.Empty;
import dev.keapsink.mapping.WriteOptions.Write;
import dev.keapsink.record.InvalidValue;
import dev.keapsink.text.Blanks;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the parts of a mapping document that are about fields. A mistake is an error that names its entry. */
public final class MappingReader {

    private static final List<String> PARTS =
            List.of("automatic", "op", "write", "empty", "too_long", "fields", "encoding", "ignore");

    private final MappingNode document;
    private final Terms terms;
    private final Mapping byDefault;
    private final WriteOptions otherwise;

    /**
     * The vocabulary of a document for one type of object.
     *
     * @param object how errors name such an object
     * @param parts the parts of the document that this type has and not every type, {@code custom_fields} for instance
     * @param others names that may stand among the fields, but are not in the table
     * @param meant the label that another name may mean
     */
    public record Terms(
            String object,
            FieldTable table,
            Set<String> parts,
            Set<String> others,
            Function<String, Optional<String>> meant) {}

    private MappingReader(MappingNode document, Terms terms, Mapping byDefault) {
        this.document = document.having(
                Stream.concat(PARTS.stream(), terms.parts().stream()).toArray(String[]::new));
        this.terms = terms;
        this.byDefault = byDefault;
        this.otherwise = consistent(document, document.options(WriteOptions.DEFAULT));
    }

    /**
     * The mapping that a document describes.
     *
     * @param byDefault has the conventions, and the encodings that the document does not set
     * @throws MappingError naming the offending entry
     */
    public static Mapping read(MappingNode document, Terms terms, Mapping byDefault) {
        return new MappingReader(document, terms, byDefault).mapping();
    }

    private Mapping mapping() {
        return new Mapping(
                document.child("automatic").flag(),
                otherwise,
                fields(),
                customFields(),
                ignored(),
                MappedOperation.of(document.child("op")),
                MappedEncoding.of(document.child("encoding"), byDefault.encoding()),
                byDefault.conventions());
    }

    private Set<String> ignored() {
        return document.child("ignore").items().stream()
                .map(item -> Blanks.strip(item.text()))
                .collect(Collectors.toUnmodifiableSet());
    }

    private Map<Field, TargetEntry> fields() {
        Map<Field, TargetEntry> fields = new TreeMap<>();
        for (MappingNode node : document.child("fields").children()) {
            if (!terms.others().contains(node.name())) {
                Field field = terms.table().find(node.name()).orElseThrow(() -> unknownField(node));
                fields.put(field, entry(field, node));
            }
        }
        return fields;
    }

    private TargetEntry entry(Field field, MappingNode node) {
        TargetEntry entry = field.kind() == FieldType.OPT_IN ? node.entry(otherwise, "consent") : node.entry(otherwise);
        checkOptions(field, node, entry.options());
        node.check(entry.source(), constant -> checkConstant(field, constant, entry));
        return new TargetEntry(entry.source(), consistent(node, entry.options()));
    }

    /**
     * Checks the options that an entry sets itself against its field. Options from the document's defaults are not
     * checked.
     */
    private static void checkOptions(Field field, MappingNode node, WriteOptions options) {
        if (field.list().isEmpty() && node.child("write").isThere() && options.write() == Write.MERGE) {
            throw node.child("write").error("is merge, which is for fields that stand in a list only");
        }
        if (!field.mayBeEmptied() && node.child("empty").isThere() && options.empty() == Empty.CLEAR) {
            throw node.child("empty").error("is clear, but %s is never emptied".formatted(field.label()));
        }
        if (field.kind() == FieldType.OPT_IN && node.child("write").isThere() && options.write() == Write.FILL) {
            throw node.child("write").error("is fill, but Keap does not show whether a contact has a reason");
        }
    }

    private void checkConstant(Field field, JsonNode constant, TargetEntry entry) {
        if (!field.kind().isAnyText()) {
            field.kind().whyNothing(field.label(), constant).ifPresent(why -> {
                throw new InvalidValue(field.label(), why);
            });
        }
        field.value(constant, entry.options(), byDefault.conventions());
    }

    private static WriteOptions consistent(MappingNode node, WriteOptions options) {
        if (options.write() == Write.FILL && options.empty() == Empty.CLEAR) {
            throw node.error("has write fill and empty clear, which contradict each other");
        }
        return options;
    }

    private MappingError unknownField(MappingNode node) {
        List<String> labels = Stream.concat(
                        terms.others().stream(), terms.table().values().stream().map(Field::label))
                .toList();
        return node.error("is no field of " + terms.object()
                + terms.meant()
                        .apply(node.name())
                        .or(() -> DidYouMean.to(node.name(), labels))
                        .map("; did you mean %s?"::formatted)
                        .orElse("; custom fields go into custom_fields"));
    }

    private Map<String, TargetEntry> customFields() {
        Map<String, TargetEntry> fields = new LinkedHashMap<>();
        for (MappingNode node : document.child("custom_fields").children()) {
            if (Field.normalised(node.name()).isEmpty()) {
                throw node.error("is no name of a custom field");
            }
            TargetEntry entry = node.entry(otherwise);
            fields.put(node.name(), new TargetEntry(entry.source(), consistent(node, entry.options())));
        }
        return fields;
    }
}
