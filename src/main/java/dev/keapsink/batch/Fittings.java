package dev.keapsink.batch;

import dev.keapsink.field.Unwritten;
import dev.keapsink.object.Change;
import dev.keapsink.outcome.Place;
import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.record.Reason;
import dev.keapsink.resilience.Concurrency;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.step.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The records of one batch as they are fitted to the account. Used by one thread. */
final class Fittings {

    private final List<Draft> byAge;
    private final Fitting fitting;
    private final Enquiry enquiry;
    private final Concurrency concurrency;
    private final Map<Integer, Fit> fits = new HashMap<>();

    /**
     * @param byAge the records, those of the oldest message first
     */
    Fittings(List<Draft> byAge, Fitting fitting, Enquiry enquiry, Concurrency concurrency) {
        this.byAge = byAge;
        this.fitting = fitting;
        this.enquiry = enquiry;
        this.concurrency = concurrency;
        byAge.forEach(this::fit);
    }

    private void fit(Draft draft) {
        fits.put(draft.place().position(), fitting.fit(draft));
    }

    /** The records that cannot be fitted before the account was asked. */
    List<Draft> open() {
        return byAge.stream()
                .filter(draft -> fits.get(draft.place().position()) instanceof Fit.Open)
                .toList();
    }

    /** The records that can be written. */
    List<Part> ready() {
        List<Part> ready = new ArrayList<>();
        for (Draft draft : byAge) {
            if (of(draft.place()) instanceof Fit.Ready(Change change, var unwritten)) {
                ready.add(new Part(draft.place(), change));
            }
        }
        return ready;
    }

    /** What the records come to at least, as far as it can be told already. */
    List<Part> atLeast() {
        Draft.StandIns ids = new Draft.StandIns();
        List<Part> parts = new ArrayList<>();
        for (Draft draft : byAge) {
            switch (of(draft.place())) {
                case Fit.Ready(Change change, var unwritten) -> parts.add(new Part(draft.place(), change));
                case Fit.Open open -> parts.add(draft.atLeast(ids));
                case Fit.Never never -> {}
                case Fit.Held held -> {}
                case Fit.Failed failed -> {}
            }
        }
        return parts;
    }

    /** Records that can never be written, by their positions. */
    void refuse(Map<Integer, Rejected> refused) {
        refused.forEach((position, rejection) -> fits.put(position, new Fit.Never(rejection)));
    }

    /** What Keap does not get of the records that can be written, by position. */
    Map<Integer, Unwritten> unwritten() {
        Map<Integer, Unwritten> all = new HashMap<>();
        fits.forEach((position, fit) -> {
            if (fit instanceof Fit.Ready(Change change, Unwritten unwritten)) {
                all.put(position, unwritten);
            }
        });
        return all;
    }

    /** How a record fits. */
    Fit of(Place place) {
        return Objects.requireNonNull(fits.get(place.position()));
    }

    /**
     * Asks what is open, until all is answered or the time is over. A message that meets a failure asks nothing more, because it
     * has to come again anyway.
     *
     * @param mostOfAMessage calls that all deliveries of one message together could spend on its look-ups
     */
    void ask(Deadline deadline, long mostOfAMessage) {
        Map<Integer, Set<Question>> open = questions();
        while (!open.isEmpty()) {
            enquiry.ask(open.values(), concurrency, deadline);
            open().forEach(this::fit);
            holdWhatMeetsAFailure();
            open = questions();
            refuseTooMuch(open, mostOfAMessage);
        }
    }

    /** What has to be asked for each message that can still be written, the oldest first. */
    private Map<Integer, Set<Question>> questions() {
        Map<Integer, Set<Question>> byMessage = new LinkedHashMap<>();
        for (Draft draft : byAge) {
            if (fits.get(draft.place().position()) instanceof Fit.Open(Set<Question> questions)) {
                byMessage
                        .computeIfAbsent(draft.place().messagePosition(), message -> new LinkedHashSet<>())
                        .addAll(questions);
            }
        }
        return byMessage;
    }

    private void holdWhatMeetsAFailure() {
        Set<Integer> failed = new HashSet<>();
        for (Draft draft : byAge) {
            if (fits.get(draft.place().position()) instanceof Fit.Failed) {
                failed.add(draft.place().messagePosition());
            }
        }
        open().stream()
                .filter(draft -> failed.contains(draft.place().messagePosition()))
                .forEach(draft -> fits.put(draft.place().position(), new Fit.Held()));
    }

    private void refuseTooMuch(Map<Integer, Set<Question>> open, long most) {
        open.entrySet().removeIf(message -> {
            int questions = message.getValue().size();
            if (questions > most) {
                refuse(message.getKey(), questions, most);
            }
            return questions > most;
        });
    }

    private void refuse(int message, int questions, long most) {
        Rejected rejection = new Rejected(
                Reason.TOO_MUCH_FOR_ONE_MESSAGE,
                "tags",
                ("The records of the message name %,d tags that have to be looked up or created one by one, and all its"
                                + " deliveries together have time for %,d; send the records in several messages.")
                        .formatted(questions, most));
        open().stream()
                .filter(draft -> draft.place().messagePosition() == message)
                .forEach(draft -> fits.put(draft.place().position(), new Fit.Never(rejection)));
    }
}
