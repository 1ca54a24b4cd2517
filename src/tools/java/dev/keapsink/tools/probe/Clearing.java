package dev.keapsink.tools.probe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.tools.keap.Json;
import dev.keapsink.tools.keap.Reply;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Empties a field of the contact, a custom text field and another custom field, each by "" and by null. */
final class Clearing implements Experiment {
    private static final JsonNode EMPTY_TEXT = Json.of("");
    private static final JsonNode NULL = Json.parse("null");

    /** The effect of a write that was to empty a value. */
    private enum Fate {
        GONE("empties it"),
        EMPTY("leaves an empty text"),
        KEPT("changes nothing"),
        REFUSED("is refused");

        private final String words;

        Fate(String words) {
            this.words = words;
        }
    }

    /** A field that can be emptied: a value for it, how to write it, and how to read it from a contact. */
    private record Subject(
            String name, JsonNode value, Function<JsonNode, ObjectNode> write, Function<JsonNode, JsonNode> read) {

        static Subject of(Field field, JsonNode value) {
            return new Subject(field.type(), value, content -> TestContact.custom(field, content), field::in);
        }
    }

    @Override
    public String topic() {
        return "Emptying";
    }

    @Override
    public List<Field> fields(Account account) {
        return account.fields().stream().filter(Field::isText).limit(1).toList();
    }

    @Override
    public void run(ExperimentContext context) {
        Set<Fate> byEmptyText = EnumSet.noneOf(Fate.class);
        Set<Fate> byNull = EnumSet.noneOf(Fate.class);
        for (Subject subject : subjects(context)) {
            Fate ofEmptyText = fate(context.contact(), subject, EMPTY_TEXT);
            Fate ofNull = fate(context.contact(), subject, NULL);
            context.report()
                    .add(
                            topic() + " " + subject.name(),
                            "%s/%s".formatted(ofEmptyText, ofNull).toLowerCase(Locale.ROOT),
                            "\"\" %s, null %s".formatted(ofEmptyText.words, ofNull.words));
            byEmptyText.add(ofEmptyText);
            byNull.add(ofNull);
        }
        choose(byEmptyText, byNull).ifPresent(way -> context.report().encode("clear", way));
    }

    /**
     * Returns the job title, a custom text field, and a custom field whose encoding is known; the last two if there are
     * any.
     */
    private List<Subject> subjects(ExperimentContext context) {
        List<Subject> subjects = new ArrayList<>();
        subjects.add(new Subject(
                "job_title",
                Json.of("Tester"),
                content -> Json.object().set("job_title", content),
                contact -> contact.path("job_title")));
        for (Field field : fields(context.account())) {
            field.plainValue().map(value -> Subject.of(field, value)).ifPresent(subjects::add);
        }
        context.samples().entrySet().stream()
                .filter(sample -> !sample.getKey().isText())
                .map(Map.Entry::copyOf)
                .findFirst()
                .map(sample -> Subject.of(sample.getKey(), sample.getValue()))
                .ifPresent(subjects::add);
        return subjects;
    }

    private static Fate fate(TestContact contact, Subject subject, JsonNode nothing) {
        contact.patch(subject.write.apply(subject.value));
        Reply reply = contact.tryPatch(subject.write.apply(nothing));
        if (!reply.isOk()) {
            return Fate.REFUSED;
        }
        JsonNode left = subject.read.apply(contact.read());
        if (left.isMissingNode() || left.isNull()) {
            return Fate.GONE;
        }
        return left.isTextual() && left.textValue().isEmpty() ? Fate.EMPTY : Fate.KEPT;
    }

    /**
     * Returns the better way: first the one that leaves no value, then the one that leaves an empty text; "" before
     * null.
     */
    private static Optional<String> choose(Set<Fate> byEmptyText, Set<Fate> byNull) {
        for (Set<Fate> good : List.of(EnumSet.of(Fate.GONE), EnumSet.of(Fate.GONE, Fate.EMPTY))) {
            if (good.containsAll(byEmptyText)) {
                return Optional.of("empty");
            }
            if (good.containsAll(byNull)) {
                return Optional.of("null");
            }
        }
        return Optional.empty();
    }
}
