package dev.keapsink.contact;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.keapsink.field.Field;
import dev.keapsink.field.Value;
import dev.keapsink.mapping.WriteOptions.Write;
import dev.keapsink.object.Change;
import dev.keapsink.object.Key;
import dev.keapsink.object.MappingResult;
import dev.keapsink.record.Checked;
import dev.keapsink.record.ObjectType;
import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.record.SinkRecord;
import dev.keapsink.record.SinkRecord.Header;
import dev.keapsink.record.SinkRecord.Operation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Changes of contacts, from records whose quotation marks are single. */
final class Changes {

    private Changes() {}

    static Change of(String json) {
        return mapped(MatchRule.EMAIL, json).change();
    }

    static Change of(MatchRule rule, String json) {
        return mapped(rule, json).change();
    }

    /** A change of these texts, by label. */
    static Change of(Key key, Map<String, String> texts) {
        return new Change(key, Operation.UPSERT, null, fields(texts), Set.of(), null);
    }

    static SortedMap<Field, Value> fields(Map<String, String> texts) {
        SortedMap<Field, Value> fields = new TreeMap<>();
        texts.forEach((label, text) -> fields.put(
                ContactFields.named(label), new Value(new TextNode(text), Write.OVERWRITE, new TextNode(text), false)));
        return fields;
    }

    /** The texts of a change, by label. */
    static Map<String, String> texts(Change change) {
        Map<String, String> texts = new LinkedHashMap<>();
        change.values().forEach((field, value) -> texts.put(field.label(), value.text()));
        texts.remove(ContactFields.CONTACT_TYPE.label());
        return texts;
    }

    static Map<String, String> texts(String json) {
        return texts(of(json));
    }

    static MappingResult.Wanted mapped(MatchRule rule, String json) {
        return valid(map(rule, NO_HEADER, json));
    }

    static MappingResult.Wanted mapped(ContactMapping mapping, String json) {
        return valid(new ContactMapper(MatchRule.EMAIL, mapping)
                .map(row(NO_HEADER, SinkRecord.Defaults.NONE, object(json))));
    }

    static MappingResult.Wanted valid(Checked<MappingResult> mapped) {
        return switch (mapped) {
            case Checked.Valid<MappingResult> valid -> (MappingResult.Wanted) valid.value();
            case Checked.Invalid<MappingResult> invalid -> throw new AssertionError(invalid.rejection());
        };
    }

    static Rejected rejection(String json) {
        return switch (map(MatchRule.EMAIL, NO_HEADER, json)) {
            case Checked.Valid<MappingResult> valid -> throw new AssertionError(valid.value());
            case Checked.Invalid<MappingResult> invalid -> invalid.rejection();
        };
    }

    static Checked<MappingResult> map(MatchRule rule, Header header, String json) {
        return new ContactMapper(rule, ContactMapping.AUTOMATIC)
                .map(row(header, SinkRecord.Defaults.NONE, object(json)));
    }

    static Checked<MappingResult> map(Header header, SinkRecord.Defaults defaults, String json) {
        return new ContactMapper(MatchRule.EMAIL, ContactMapping.AUTOMATIC).map(row(header, defaults, object(json)));
    }

    static SinkRecord.Row row(Header header, SinkRecord.Defaults defaults, ObjectNode data) {
        return new SinkRecord.Row(ObjectType.CONTACTS, header, defaults, data, SinkRecord.Context.NONE);
    }

    static final Header NO_HEADER = new Header(Operation.UPSERT, null, List.of(), null);

    private static ObjectNode object(String json) {
        try {
            return (ObjectNode) new ObjectMapper().readTree(json.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
