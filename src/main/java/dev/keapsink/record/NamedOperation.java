package dev.keapsink.record;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.record.SinkRecord.Operation;
import dev.keapsink.text.Blanks;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * An operation that a message names somewhere.
 *
 * @param field where it stands
 * @param word as it is written there
 * @param meaning nothing if it is not understood
 * @param isSure whether it names an operation even if it is not understood; otherwise it may be data
 */
public record NamedOperation(Dialect dialect, String field, String word, Optional<Operation> meaning, boolean isSure) {

    private static final Pattern DIGITS = Pattern.compile("\\d[\\d\\s()./-]{3,}\\d");

    /** What a value says; nothing if it is absent or blank. */
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

    /** What an event's name says, if anything: a mapping may know its last word. */
    static Optional<NamedOperation> ofEvent(String field, String name) {
        return Blanks.isBlank(name)
                ? Optional.empty()
                : Optional.of(new NamedOperation(Dialect.EVENT, field, name, EventName.operation(name), false));
    }

    /** What a text says that may be anything, and then counts only as a deletion; a mapping may know more. */
    static Optional<NamedOperation> ofAnything(String field, String text) {
        return ofEvent(field, text)
                .map(said -> said.means(Operation.DELETE) && !EventName.isDeletion(text) ? said.meaningless() : said);
    }

    static NamedOperation deleting(Dialect dialect, String field) {
        return new NamedOperation(dialect, field, "", Optional.of(Operation.DELETE), true);
    }

    /** The same, understood. */
    NamedOperation meaning(Operation operation) {
        return new NamedOperation(dialect, field, word, Optional.of(operation), true);
    }

    private NamedOperation meaningless() {
        return new NamedOperation(dialect, field, word, Optional.empty(), false);
    }

    /** The same where it may be data: then only what is understood counts. */
    NamedOperation perhaps() {
        return new NamedOperation(dialect, field, word, meaning, false);
    }

    public boolean means(Operation operation) {
        return meaning.equals(Optional.of(operation));
    }

    /** The same with what a mapping says that words mean; only the last word of an event's name has to be one. */
    public NamedOperation understood(Function<String, Optional<Operation>> listed) {
        Optional<Operation> found = listed.apply(word)
                .or(() -> dialect == Dialect.EVENT ? EventName.operation(word, listed) : Optional.empty());
        return found.isEmpty() ? this : new NamedOperation(dialect, field, word, found, isSure);
    }

    /** Whether an operation is named that is not understood; what may be data names none. */
    public boolean isUnknown() {
        return meaning.isEmpty() && isSure;
    }

    /** Why a record is not written that asks for something unknown. */
    public Outcome.Rejected rejection() {
        return new Outcome.Rejected(
                Reason.UNKNOWN_OPERATION,
                field,
                ("names the operation \"%s\", which is none that this sink knows; docs/messages.md lists them, and the entry"
                                + " op of the mapping can say what others mean.")
                        .formatted(shortened()));
    }

    /** Without what may be an address or a number: a field of this name may hold anything. */
    private String shortened() {
        return DIGITS.matcher(Shown.bare(Blanks.strip(word))).replaceAll("…");
    }

    /** Without the word, which may be anything. */
    @Override
    public String toString() {
        return "Said[" + dialect + ", " + meaning + "]";
    }
}
