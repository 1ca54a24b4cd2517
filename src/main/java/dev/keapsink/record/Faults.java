package dev.keapsink.record;

import dev.keapsink.record.Outcome.Rejected;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What is wrong with one record: all of it, so that its sender can mend it at once. Used by one thread.
 */
public final class Faults {

    /** A reject's detail has room for 500 characters; behind so many only the fields are named. */
    private static final int ROOM = 400;

    private final List<Rejected> found = new ArrayList<>();

    /** A value, or nothing if it cannot be used; then the reason is among the faults. */
    public <T> Optional<T> reading(Supplier<T> value) {
        try {
            return Optional.of(value.get());
        } catch (InvalidValue e) {
            add(e.rejection());
            return Optional.empty();
        }
    }

    /** The same for what gives no value. */
    public void checking(Runnable check) {
        try {
            check.run();
        } catch (InvalidValue e) {
            add(e.rejection());
        }
    }

    /** One more, unless it was told before. */
    public void add(Rejected fault) {
        if (!found.contains(fault)) {
            found.add(fault);
        }
    }

    /** All that was found elsewhere. */
    public void addAll(Faults others) {
        others.found.forEach(this::add);
    }

    /** Whether anything is wrong for this reason. */
    public boolean has(Reason reason) {
        return found.stream().anyMatch(fault -> fault.reason() == reason);
    }

    /** All of them, as they were found. */
    List<Rejected> all() {
        return List.copyOf(found);
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** Whether something is wrong with a field. */
    public boolean isIn(String field) {
        return found.stream().anyMatch(fault -> field.equals(fault.field()));
    }

    /** Goes on only if nothing is wrong; else everything that is wrong is the reason. */
    public void check() {
        if (!found.isEmpty()) {
            throw new InvalidValue(together());
        }
    }

    /** All faults, at least one, as one rejection: it has the reason and the field of the first. */
    public Rejected together() {
        Rejected first = found.getFirst();
        return found.size() == 1 ? first : new Rejected(first.reason(), first.field(), detail());
    }

    private String detail() {
        StringBuilder detail = new StringBuilder(found.getFirst().detail());
        List<Rejected> others = found.subList(1, found.size());
        int told = 0;
        while (told < others.size()
                && detail.length() + sentence(others.get(told)).length() < ROOM) {
            detail.append(detail.charAt(detail.length() - 1) == '.' ? "" : ".")
                    .append(told == 0 ? " Also: " : " ")
                    .append(sentence(others.get(told)));
            told++;
        }
        String rest = others.subList(told, others.size()).stream()
                .map(fault -> fault.field() == null ? fault.reason().code() : fault.field())
                .distinct()
                .collect(Collectors.joining(", "));
        return rest.isEmpty() ? detail.toString() : detail + ". Also at fault: " + rest + ".";
    }

    /** A detail completes a sentence that begins with the field, unless it is a sentence by itself. */
    private static String sentence(Rejected fault) {
        boolean whole = fault.field() == null
                || (!fault.detail().isEmpty()
                        && Character.isUpperCase(fault.detail().charAt(0)));
        return whole ? fault.detail() : fault.field() + " " + fault.detail();
    }
}
