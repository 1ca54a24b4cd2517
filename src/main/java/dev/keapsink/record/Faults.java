package dev.keapsink.record;

import dev.keapsink.record.Outcome.Rejected;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Collects all faults of one record, so that its sender can correct them at once. Used by one thread. */
public final class Faults {

    /** A reject's detail has room for 500 characters. Beyond this many only the names of the faulty fields follow. */
    private static final int MOST_CHARACTERS = 400;

    private final List<Rejected> found = new ArrayList<>();

    /**
     * Reads a value and collects its fault.
     *
     * @return empty if the value is invalid
     */
    public <T> Optional<T> reading(Supplier<T> value) {
        try {
            return Optional.of(value.get());
        } catch (InvalidValue e) {
            add(e.rejection());
            return Optional.empty();
        }
    }

    /** Runs a check and collects its fault. */
    public void checking(Runnable check) {
        try {
            check.run();
        } catch (InvalidValue e) {
            add(e.rejection());
        }
    }

    /** Adds a fault, unless an equal one is already here. */
    public void add(Rejected fault) {
        if (!found.contains(fault)) {
            found.add(fault);
        }
    }

    /** Adds all faults of another collection. */
    public void addAll(Faults others) {
        others.found.forEach(this::add);
    }

    /** Whether a fault has this reason. */
    public boolean has(Reason reason) {
        return found.stream().anyMatch(fault -> fault.reason() == reason);
    }

    /** All faults in the order in which they were found. */
    List<Rejected> all() {
        return List.copyOf(found);
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** Whether a fault concerns this field. */
    public boolean isIn(String field) {
        return found.stream().anyMatch(fault -> field.equals(fault.field()));
    }

    /**
     * Requires that there is no fault.
     *
     * @throws InvalidValue with all faults together
     */
    public void check() {
        if (!found.isEmpty()) {
            throw new InvalidValue(together());
        }
    }

    /** All faults as one rejection, with the reason and the field of the first. There must be at least one fault. */
    public Rejected together() {
        Rejected first = found.getFirst();
        return found.size() == 1 ? first : new Rejected(first.reason(), first.field(), detail());
    }

    private String detail() {
        StringBuilder detail = new StringBuilder(found.getFirst().detail());
        List<Rejected> others = found.subList(1, found.size());
        int told = 0;
        while (told < others.size()
                && detail.length() + sentence(others.get(told)).length() < MOST_CHARACTERS) {
            end(detail).append(told == 0 ? " Also: " : " ").append(sentence(others.get(told)));
            told++;
        }
        String rest = others.subList(told, others.size()).stream()
                .map(fault -> fault.field() == null ? fault.reason().code() : fault.field())
                .distinct()
                .collect(Collectors.joining(", "));
        return rest.isEmpty()
                ? detail.toString()
                : end(detail)
                        .append(" Also at fault: ")
                        .append(rest)
                        .append('.')
                        .toString();
    }

    /** Ends a sentence that has no full stop yet. */
    private static StringBuilder end(StringBuilder detail) {
        return detail.toString().endsWith(".") ? detail : detail.append('.');
    }

    /**
     * A detail continues a sentence that begins with the field. One without a field, or with a capital at its start, is
     * a whole sentence.
     */
    private static String sentence(Rejected fault) {
        boolean whole = fault.field() == null
                || (!fault.detail().isEmpty()
                        && Character.isUpperCase(fault.detail().charAt(0)));
        return whole ? fault.detail() : fault.field() + " " + fault.detail();
    }
}
