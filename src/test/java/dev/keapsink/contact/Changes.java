package dev.keapsink.contact;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.record.Checked;
import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.record.SinkRecord;
import dev.keapsink.record.SinkRecord.Header;
import dev.keapsink.record.SinkRecord.Operation;
import java.util.Map;
import java.util.Set;

/** Changes of contacts, from records whose quotation marks are single. */
final class Changes {

    private Changes() {}

    static ContactChange of(String json) {
        return mapped(MatchRule.EMAIL, json).change();
    }

    static ContactChange of(MatchRule rule, String json) {
        return mapped(rule, json).change();
    }

    static ContactChange of(ContactKey key, Map<ContactField, String> fields) {
        return new ContactChange(key, Operation.UPSERT, null, fields, Set.of(), null);
    }

    static ContactMapper.Mapped mapped(MatchRule rule, String json) {
        return switch (map(rule, NO_HEADER, json)) {
            case Checked.Valid<ContactMapper.Mapped> valid -> valid.value();
            case Checked.Invalid<ContactMapper.Mapped> invalid -> throw new AssertionError(invalid.rejection());
        };
    }

    static Rejected rejection(String json) {
        return switch (map(MatchRule.EMAIL, NO_HEADER, json)) {
            case Checked.Valid<ContactMapper.Mapped> valid -> throw new AssertionError(valid.value());
            case Checked.Invalid<ContactMapper.Mapped> invalid -> invalid.rejection();
        };
    }

    static Checked<ContactMapper.Mapped> map(MatchRule rule, Header header, String json) {
        return new ContactMapper(rule).map(new SinkRecord.Contact(header, SinkRecord.Defaults.NONE, object(json)));
    }

    static Checked<ContactMapper.Mapped> map(Header header, SinkRecord.Defaults defaults, String json) {
        return new ContactMapper(MatchRule.EMAIL).map(new SinkRecord.Contact(header, defaults, object(json)));
    }

    static final Header NO_HEADER = new Header(Operation.UPSERT, null, Set.of(), null);

    private static ObjectNode object(String json) {
        try {
            return (ObjectNode) new ObjectMapper().readTree(json.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
