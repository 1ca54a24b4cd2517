package dev.keapsink.field;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.mapping.MappingError;
import dev.keapsink.mapping.MappingNode;
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
 * The entry {@code op} of a mapping document. It says where else a record's operation stands, and how the producer's
 * own words for operations are understood.
 *
 * @param from where the operation stands; empty if only the record's header has it
 * @param listed operations by their words, in the form in which words are compared
 */
public record MappedOperation(Optional<Source> from, Map<String, Operation> listed) {

    /** The mapping has no such entry. */
    static final MappedOperation NONE = new MappedOperation(Optional.empty(), Map.of());

    /**
     * Reads the entry.
     *
     * @throws MappingError naming its offending part
     */
    static MappedOperation of(MappingNode node) {
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

    private static void list(MappingNode words, Operation meaning, Map<String, Operation> listed) {
        for (MappingNode word : words.items()) {
            if (!word.json().isValueNode() || Blanks.isBlank(word.json().asText())) {
                throw word.error("must be a text, a number, or true or false");
            }
            if (listed.put(plain(word.json().asText()), meaning) != null) {
                throw word.error("is listed twice");
            }
        }
    }

    /** A constant that is no operation would reject every record. */
    private static MappedOperation checked(MappingNode node, MappedOperation operation) {
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
     * The operation of a record: a delete if the header, the message or the mapped field says so; else an upsert.
     *
     * @throws InvalidValue if a named operation is unknown
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

    /**
     * A pointer also looks in the objects around the data, where operations usually stand. A name is made to do so,
     * too.
     */
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

    /** The mapping's words go first at the mapped place. Elsewhere they add to the words that are understood anyway. */
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
