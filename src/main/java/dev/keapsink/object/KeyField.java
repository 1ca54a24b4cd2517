package dev.keapsink.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.keapsink.field.CustomField;
import dev.keapsink.field.CustomFields;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.keap.LookUp;
import dev.keapsink.record.ObjectType;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.text.Blanks;
import dev.keapsink.value.StoredKey;
import java.util.List;
import java.util.Optional;

/**
 * The custom field in which objects of one type keep the key of the record that they were made from. Keap's lists find
 * an object by it. Threadsafe.
 */
public final class KeyField {

    private final ObjectType type;
    private final Optional<CustomFields> fields;
    private final String label;
    private final boolean isNeeded;

    /**
     * @param fields the custom fields of the type; empty if it has none
     * @param label of the field in Keap
     * @param isNeeded whether nothing else tells that a record was written before
     */
    KeyField(ObjectType type, Optional<CustomFields> fields, String label, boolean isNeeded) {
        this.type = type;
        this.fields = fields;
        this.label = label;
        this.isNeeded = isNeeded;
    }

    /** The field in the model as it was last read; empty if the account has none. */
    public Optional<CustomField> known() {
        List<CustomField> found = fields.map(model -> model.known(label)).orElse(List.of());
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    /**
     * Makes sure that the model was read, and that the account has the field if it is needed.
     *
     * @throws KeapFailure.Misconfigured if it has not
     */
    void verify(Deadline deadline) {
        if (!isThere(deadline) && isNeeded) {
            if (fields.map(model -> model.known(label)).orElse(List.of()).size() > 1) {
                throw new KeapFailure.Misconfigured(
                        "%s have several custom fields \"%s\" in the Keap account; name one that is unique in KEAP_SINK_KEY_FIELD"
                                .formatted(capitalised(type.stream()), label));
            }
            throw new KeapFailure.Misconfigured(
                    ("%s have no custom field \"%s\" in the Keap account, by which a repeated record would be found;"
                                    + " run ./run setup, or give the function a ledger")
                            .formatted(capitalised(type.stream()), label));
        }
    }

    /**
     * Whether the account has the field. The model is read if the field is not known yet.
     *
     * @throws KeapFailure.Misconfigured if Keap refuses to show the model
     */
    boolean isThere(Deadline deadline) {
        if (known().isEmpty()) {
            fields.ifPresent(
                    model -> LookUp.configured("custom fields of " + type.stream(), () -> model.find(label, deadline)));
        }
        return known().isPresent();
    }

    private static String capitalised(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    /** The filter that finds the object of a key; empty if the account has no such field. */
    public Optional<String> filter(Key key) {
        return known().map(field -> field.name() + "==" + stored(key));
    }

    /** Whether a document has the key. A filter may find parts of texts, so each hit is compared. */
    public boolean isIn(ObjectNode document, Key key) {
        return content(document).filter(stored(key)::equals).isPresent();
    }

    /** The key that a document has; empty if it has none. */
    public Optional<String> content(ObjectNode document) {
        return known().map(field -> field.field().place().in(document).asText(""))
                .filter(text -> !Blanks.isBlank(text));
    }

    /** Puts the key into the body of a create, if the account has the field. */
    public void put(ObjectNode body, Key key) {
        known().ifPresent(field -> field.field().place().put(body, new TextNode(stored(key))));
    }

    private static String stored(Key key) {
        return StoredKey.of(key.parts().getFirst());
    }
}
