package dev.keapsink.record;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.record.SinkRecord.Operation;
import dev.keapsink.text.Blanks;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * An operation that a message names.
 *
 * @param field the name of the field or message attribute that holds it
 * @param word the operation as it is written there
 * @param meaning empty for an unknown word
 * @param isSure whether even an unknown word names an operation; otherwise it may be data
 */
public record NamedOperation(Dialect dialect, String field, String word, Optional<Operation> meaning, boolean isSure) {

    private static final Pattern DIGITS = Pattern.compile("\\d[\\d\\s()./-]{3,}\\d");

    /** The operation that a value names; empty if the value is absent or blank. */
    public static Optional<NamedOperation> of(Dialect dialect, String field, JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (value.isContainerNode()) {
            return Optional.of(
                    new NamedOperation(dialect, field, value.isArray() ? "[…]" : "{…}", Optional.empty(), true));
        }
        return of(dialect, field, value.asText());
    }

    static Optional<NamedOperation> of(Dialect dialect, String field, String text) {
        return Blanks.isBlank(text)
                ? Optional.empty()
                : Optional.of(new NamedOperation(dialect, field, text, OperationWords.meaning(text), true));
    }

    /**
     * The operation in an event's name; empty if the name is blank. An unknown name is kept, since a mapping may know
     * its last word.
     */
    static Optional<NamedOperation> ofEvent(String field, String name) {
        return Blanks.isBlank(name)
                ? Optional.empty()
                : Optional.of(new NamedOperation(Dialect.EVENT, field, name, EventName.operation(name), false));
    }

    /**
     * The operation in a free text. A delete counts only if the whole text names a deletion. An unknown text is kept,
     * since a mapping may know it.
     */
    static Optional<NamedOperation> ofAnything(String field, String text) {
        return ofEvent(field, text)
                .map(said ->
                        said.means(Operation.DELETE) && !EventName.isDeletion(text) ? said.withoutMeaning() : said);
    }

    static NamedOperation deleting(Dialect dialect, String field) {
        return new NamedOperation(dialect, field, "", Optional.of(Operation.DELETE), true);
    }

    /** The same word with this meaning. */
    NamedOperation withMeaning(Operation operation) {
        return new NamedOperation(dialect, field, word, Optional.of(operation), true);
    }

    private NamedOperation withoutMeaning() {
        return new NamedOperation(dialect, field, word, Optional.empty(), false);
    }

    /** The same word in a field that may hold data, so that only a known meaning counts. */
    NamedOperation unsure() {
        return new NamedOperation(dialect, field, word, meaning, false);
    }

    public boolean means(Operation operation) {
        return meaning.equals(Optional.of(operation));
    }

    /**
     * The same word with the meaning that a mapping gives it. For an event, the mapping may list only the last word of
     * its name.
     *
     * @param listed the meaning that the mapping gives to a word; empty if it lists none
     */
    public NamedOperation understood(Function<String, Optional<Operation>> listed) {
        Optional<Operation> found = listed.apply(word)
                .or(() -> dialect == Dialect.EVENT ? EventName.operation(word, listed) : Optional.empty());
        return found.isEmpty() ? this : new NamedOperation(dialect, field, word, found, isSure);
    }

    /** Whether this surely names an operation, but with an unknown word. */
    public boolean isUnknown() {
        return meaning.isEmpty() && isSure;
    }

    /** The rejection of a record that names this unknown operation. */
    public Outcome.Rejected rejection() {
        return new Outcome.Rejected(
                Reason.UNKNOWN_OPERATION,
                field,
                ("names the operation \"%s\", which this sink does not know; docs/messages.md lists them, and the entry"
                                + " op of the mapping can say what others mean.")
                        .formatted(shortened()));
    }

    /** The word without possible addresses and numbers, since the field may hold any data. */
    private String shortened() {
        return DIGITS.matcher(Excerpt.bare(Blanks.strip(word))).replaceAll("…");
    }

    /** Omits the word, which may be any data. */
    @Override
    public String toString() {
        return "NamedOperation[" + dialect + ", " + meaning + "]";
    }
}
