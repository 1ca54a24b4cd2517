package dev.keapsink.field;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.mapping.MappingError;
import dev.keapsink.mapping.Node;
import dev.keapsink.mapping.Source;
import dev.keapsink.record.Dialect;
import dev.keapsink.record.InvalidValue;
import dev.keapsink.record.NamedOperation;
import dev.keapsink.record.OperationWords;
import dev.keapsink.record.SinkRecord;
import dev.keapsink.record.SinkRecord.Operation;
import dev.keapsink.text.Blanks;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The entry {@code op} of a mapping document: where else a record's operation stands, and what the producer's own words mean.
 *
 * @param listed by word, as words are compared
 */
public record MappedOperation(Optional<Source> from, Map<String, Operation> listed) {

    /** The mapping says nothing. */
    static final MappedOperation NONE = new MappedOperation(Optional.empty(), Map.of());

    /**
     * Reads the entry.
     *
     * @throws MappingError naming its offending part
     */
    static MappedOperation of(Node node) {
        if (!node.isThere()) {
            return NONE;
        }
        if (!node.json().isObject() || node.child("value").isThere()) {
            return checked(node, new MappedOperation(Optional.of(node.source()), Map.of()));
        }
        node.having("from", "delete", "upsert");
        Map<String, Operation> listed = new HashMap<>();
        list(node.child("upsert"), Operation.UPSERT, listed);
        list(node.child("delete"), Operation.DELETE, listed);
        if (!node.child("from").isThere()) {
            throw node.error("needs from, which says where the operation stands");
        }
        return checked(
                node.child("from"),
                new MappedOperation(Optional.of(node.child("from").source()), Map.copyOf(listed)));
    }

    private static void list(Node words, Operation meaning, Map<String, Operation> listed) {
        for (Node word : words.items()) {
            if (!word.json().isValueNode() || Blanks.isBlank(word.json().asText())) {
                throw word.error("must be a text, a number, or true or false");
            }
            if (listed.put(plain(word.json().asText()), meaning) != null) {
                throw word.error("is listed twice");
            }
        }
    }

    /** A constant that means nothing would reject every record. */
    private static MappedOperation checked(Node node, MappedOperation operation) {
        for (JsonNode constant : operation.from().stream()
                .flatMap(source -> source.constants().stream())
                .toList()) {
            if (NamedOperation.of(Dialect.MAPPING, node.where(), constant).map(operation::understood).stream()
                    .anyMatch(said -> said.meaning().isEmpty())) {
                throw node.error("holds a constant that is no operation");
            }
        }
        return operation;
    }

    /**
     * What is to be done with a record: a delete, if anything calls it one.
     *
     * @throws InvalidValue if an operation is named that is not understood
     */
    public Operation of(SinkRecord.Row row, RecordReader record) {
        if (from.isEmpty()) {
            return decided(row.header().operation(), row.context().said());
        }
        Optional<NamedOperation> mapped = NamedOperation.of(
                Dialect.MAPPING,
                place(from.get()),
                record.of(reachingAround(from.get()), row.context().events()));
        return decided(
                row.header().operation(),
                Stream.concat(row.context().said().stream(), mapped.stream())
                        .map(this::understood)
                        .toList());
    }

    /** A name is looked for around the data, too, as pointers are: operations stand there more often than not. */
    private static Source reachingAround(Source source) {
        return switch (source) {
            case Source.Name(String name) ->
                new Source.Pointer(JsonPointer.empty().appendProperty(name));
            case Source.FirstOf(List<Source> sources) ->
                new Source.FirstOf(
                        sources.stream().map(MappedOperation::reachingAround).toList());
            case Source.Pointer pointer -> pointer;
            case Source.Constant constant -> constant;
        };
    }

    private static String place(Source source) {
        return switch (source) {
            case Source.Name(String name) -> name;
            case Source.Pointer(JsonPointer pointer) -> pointer.toString();
            case Source.Constant constant -> "op";
            case Source.FirstOf(List<Source> sources) ->
                sources.stream().map(MappedOperation::place).collect(Collectors.joining(" or "));
        };
    }

    private static Operation decided(Operation understood, List<NamedOperation> said) {
        if (understood == Operation.DELETE || said.stream().anyMatch(one -> one.means(Operation.DELETE))) {
            return Operation.DELETE;
        }
        said.stream().filter(NamedOperation::isUnknown).findFirst().ifPresent(unknown -> {
            throw new InvalidValue(unknown.rejection());
        });
        return Operation.UPSERT;
    }

    /** Listed words go first where the mapping looks; elsewhere they add to those that are understood anyway. */
    private NamedOperation understood(NamedOperation said) {
        return said.dialect() == Dialect.MAPPING || said.meaning().isEmpty()
                ? said.understood(word -> Optional.ofNullable(listed.get(plain(word))))
                : said;
    }

    private static String plain(String word) {
        String plain = OperationWords.plain(word);
        return plain.isEmpty() ? Blanks.strip(word) : plain;
    }
}
