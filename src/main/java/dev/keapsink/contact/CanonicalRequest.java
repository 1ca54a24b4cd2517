package dev.keapsink.contact;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.keapsink.field.Body;
import dev.keapsink.field.Field;
import dev.keapsink.field.Value;
import dev.keapsink.object.Change;
import dev.keapsink.object.Key;
import dev.keapsink.value.PhoneIdentity;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Describes the request of a change as one document, equal for two changes that would do the same to a contact. Tags
 * and the version are not in it. A key's address counts as equal in any case, and its number in any notation.
 */
final class CanonicalRequest {

    private CanonicalRequest() {}

    static ObjectNode of(Change change, ContactWriter.Rules rules) {
        boolean byEmail = change.key().by() == Key.By.EMAIL;
        Change folded = withFoldedKey(change, rules);
        MatchRule match = byEmail ? rules.match() : null;
        ObjectNode request =
                Body.canonical(ContactBody.of(folded, match, rules.encoding()).json(), folded.values());
        // A contact without references has the document that it had before there were any.
        if (!change.references().isEmpty()) {
            ObjectNode references = request.putObject("references");
            change.references()
                    .forEach((field, reference) -> references
                            .putArray(field.label())
                            .add(reference.text())
                            .add(reference.isFill()));
        }
        return request;
    }

    private static Change withFoldedKey(Change change, ContactWriter.Rules rules) {
        SortedMap<Field, Value> fields = new TreeMap<>(change.values());
        fields.computeIfPresent(ContactFields.EMAIL1, (field, value) -> folded(value, MatchRule::folded));
        if (change.key().by() == Key.By.PHONE) {
            fields.computeIfPresent(
                    ContactFields.PHONE1,
                    (field, value) -> folded(value, number -> PhoneIdentity.of(number, rules.region(change))));
        }
        return change.withOnly(fields);
    }

    private static Value folded(Value value, UnaryOperator<String> folding) {
        return value.isClearing()
                ? value
                : new Value(
                        new TextNode(folding.apply(value.text())),
                        value.write(),
                        value.origin(),
                        value.cut(),
                        value.afresh());
    }
}
