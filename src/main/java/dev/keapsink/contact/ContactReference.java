package dev.keapsink.contact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.keapsink.field.Field;
import dev.keapsink.field.Value;
import dev.keapsink.mapping.WriteOptions.Write;
import dev.keapsink.object.Change;
import dev.keapsink.object.Key;
import dev.keapsink.object.Reference;
import dev.keapsink.record.ObjectType;
import dev.keapsink.record.SinkRecord.Operation;
import dev.keapsink.value.Emails;
import dev.keapsink.value.Texts;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads references to contacts: by the first e-mail address, or by the key that the producer gave the contact. */
final class ContactReference {

    static final String EMAIL = "email";
    static final String KEY = "key";

    private ContactReference() {}

    static Reference.ByKey of(String name, JsonNode value, boolean createMissing) {
        return name.equals(EMAIL) ? byEmail(value, createMissing) : bySourceKey(value);
    }

    private static Reference.ByKey byEmail(JsonNode value, boolean createMissing) {
        String email = Emails.of("contact_email", value);
        Key key = ContactKeys.byEmail(MatchRule.folded(email), "");
        return new Reference.ByKey(
                key, createMissing ? Optional.of(creation(key, new TextNode(email), value)) : Optional.empty());
    }

    /** The change fills an empty contact only: one that exists is not changed. */
    private static Change creation(Key key, TextNode email, JsonNode origin) {
        SortedMap<Field, Value> values = new TreeMap<>();
        values.put(ContactFields.EMAIL1, new Value(email, Write.FILL, origin, false));
        return new Change(key, Operation.UPSERT, null, values, Set.of(), null);
    }

    private static Reference.ByKey bySourceKey(JsonNode value) {
        return new Reference.ByKey(
                new Key(ObjectType.CONTACTS, Key.By.SOURCE_KEY, List.of(Texts.of("contact_key", value))));
    }
}
