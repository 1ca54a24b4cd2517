package dev.keapsink.tools.demo;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toList;

import dev.keapsink.record.ObjectType;
import dev.keapsink.simulator.Resource;
import dev.keapsink.simulator.StoredObject;
import dev.keapsink.tools.records.RecordFile.Line;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Compares the objects beside contacts that Keap holds after a run with those that the lines asked for: every object
 * once, with its fields, its parents, an order with its items and its payments. As with contacts ({@link Audit}), the
 * newest state is known within a batch only, and of an object that a line deletes only duplicates are reported.
 */
final class ObjectAudit {

    private final ObjectState state;
    private final List<Line> lines;
    private final List<ObjectLine> written;
    private final List<ObjectLine> refused;
    private final Map<Long, Integer> batches;
    private final List<String> findings = new ArrayList<>();

    /**
     * Prepares the audit of one run.
     *
     * @param written lines that were acknowledged and not rejected
     * @param refused lines that were rejected or dead-lettered; their object may exist or not
     * @param batches the batch in which a line was acknowledged, by line number
     */
    ObjectAudit(Collection<Line> written, Collection<Line> refused, Map<Long, Integer> batches, ObjectState state) {
        this.state = state;
        this.lines = List.copyOf(written);
        this.written = certain(written);
        this.refused = certain(refused);
        this.batches = batches;
    }

    /** Prepares the audit of a run with the simulator. */
    static ObjectAudit of(RunOutcome outcome, KeapTarget.Simulated target) {
        List<Line> others = new ArrayList<>(outcome.sent().values());
        others.removeAll(outcome.written());
        return new ObjectAudit(
                outcome.written(),
                others,
                outcome.batches(),
                new ObjectState(target.keap(), target.settings().keyField()));
    }

    private static List<ObjectLine> certain(Collection<Line> lines) {
        return lines.stream().map(ObjectLine::of).flatMap(Optional::stream).toList();
    }

    /** Returns how many objects of each type beside contacts the account holds; types without any are left out. */
    Map<ObjectType, Integer> counts() {
        Map<ObjectType, Integer> counts = new EnumMap<>(ObjectType.class);
        for (ObjectType type : ObjectType.values()) {
            if (type != ObjectType.CONTACTS && !state.all(type).isEmpty()) {
                counts.put(type, state.all(type).size());
            }
        }
        return counts;
    }

    /** Returns the sentence for a run without findings; empty if no line was about another object than a contact. */
    Optional<String> verdict() {
        return written.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        ("So does every other object: the %,d that the lines asked for are there once, with their fields,"
                                        + " their parents, their items and their payments.")
                                .formatted(counts().values().stream()
                                        .mapToInt(Integer::intValue)
                                        .sum()));
    }

    /** Returns one sentence for each object that is missing, double or wrong; empty when all is well. */
    List<String> findings() {
        findings.clear();
        for (ObjectType type : ObjectType.values()) {
            if (type != ObjectType.CONTACTS) {
                check(type);
            }
        }
        checkPayments();
        checkCompanies();
        return List.copyOf(findings);
    }

    private void check(ObjectType type) {
        Map<String, List<ObjectLine>> wanted = written.stream()
                .filter(line -> line.type() == type)
                .collect(groupingBy(ObjectLine::key, LinkedHashMap::new, toList()));
        Map<String, List<StoredObject>> stored =
                state.all(type).stream().collect(groupingBy(one -> state.key(type, one), LinkedHashMap::new, toList()));
        Set<String> uncertain = refused.stream()
                .filter(line -> line.type() == type)
                .map(ObjectLine::key)
                .collect(toCollection(TreeSet::new));
        if (type == ObjectType.COMPANIES) {
            lines.forEach(line -> ObjectLine.company(line).ifPresent(company -> uncertain.add(company.name())));
        }
        stored.forEach(
                (key, found) -> checkIsSingle(type, key, found, wanted.containsKey(key) || uncertain.contains(key)));
        wanted.forEach((key, lines) -> {
            if (lines.stream().noneMatch(ObjectLine::delete)) {
                checkStates(type, lines, stored.getOrDefault(key, List.of()));
            }
        });
    }

    private void checkIsSingle(ObjectType type, String key, List<StoredObject> found, boolean isWanted) {
        if (!isWanted) {
            findings.add("No line asked for the %s %s (%s)".formatted(type.noun(), ids(found), key));
        }
        if (found.size() > 1) {
            findings.add(
                    "The %s of the key %s is there %d times: %s".formatted(type.noun(), key, found.size(), ids(found)));
        }
    }

    private void checkStates(ObjectType type, List<ObjectLine> lines, List<StoredObject> found) {
        if (found.isEmpty()) {
            findings.add("%s is missing: no %s of the key %s"
                    .formatted(named(lines), type.noun(), lines.getFirst().key()));
        }
        List<Map<String, String>> allowed = allowedStates(lines);
        for (StoredObject one : found) {
            if (allowed.stream().noneMatch(wanted -> holds(type, one, wanted))) {
                findings.add("%s: the %s %d is not in its newest state, %s"
                        .formatted(named(lines), type.noun(), one.id(), differences(type, one, allowed.getLast())));
            }
        }
    }

    private List<Map<String, String>> allowedStates(List<ObjectLine> lines) {
        boolean ordered = lines.stream().allMatch(line -> line.version().isPresent());
        Map<Long, List<ObjectLine>> comparable = new TreeMap<>(lines.stream()
                .collect(groupingBy(line -> ordered ? batches.getOrDefault(line.line(), 0) : line.line())));
        return comparable.values().stream().map(ObjectAudit::newest).distinct().toList();
    }

    /** Merges states field by field, the later version last: Keap updates only the fields that it is given. */
    private static Map<String, String> newest(List<ObjectLine> lines) {
        Map<String, String> merged = new TreeMap<>();
        lines.stream()
                .sorted(Comparator.comparingLong(line -> line.version().orElse(0)))
                .forEach(line -> merged.putAll(line.state()));
        return merged;
    }

    private boolean holds(ObjectType type, StoredObject object, Map<String, String> wanted) {
        return wanted.entrySet().stream()
                .allMatch(field -> field.getValue().equals(state.value(type, object, field.getKey())));
    }

    private String differences(ObjectType type, StoredObject object, Map<String, String> wanted) {
        return wanted.entrySet().stream()
                .filter(field -> !field.getValue().equals(state.value(type, object, field.getKey())))
                .map(field -> "%s %s instead of %s"
                        .formatted(field.getKey(), state.value(type, object, field.getKey()), field.getValue()))
                .collect(joining(", "));
    }

    /** What an order was paid is the sum of the payments that the lines asked for. */
    private void checkPayments() {
        Map<String, BigDecimal> wanted = new TreeMap<>();
        Map<String, ObjectLine> once = new LinkedHashMap<>();
        written.stream().filter(line -> line.type() == ObjectType.PAYMENTS).forEach(line -> once.put(line.key(), line));
        once.values()
                .forEach(line -> wanted.merge(
                        line.state().getOrDefault("order_key", ""),
                        new BigDecimal(line.state().getOrDefault("amount", "0")),
                        BigDecimal::add));
        for (StoredObject order : state.all(ObjectType.ORDERS)) {
            BigDecimal paid = state.parts(Resource.PAYMENTS, order)
                    .map(payment -> payment.fields().path("payment_amount").decimalValue())
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            BigDecimal due = wanted.getOrDefault(state.key(ObjectType.ORDERS, order), BigDecimal.ZERO);
            if (paid.compareTo(due) != 0) {
                findings.add("The order %d was paid %s, but the lines pay %s".formatted(order.id(), paid, due));
            }
        }
    }

    /** A contact has the company that one of its lines names. */
    private void checkCompanies() {
        Map<String, Set<String>> named = new TreeMap<>();
        lines.forEach(line -> ObjectLine.company(line)
                .ifPresent(company -> named.computeIfAbsent(company.email(), email -> new TreeSet<>())
                        .add(company.name())));
        named.forEach((email, names) -> {
            String there = state.companyOf(email);
            if (!names.contains(there)) {
                findings.add("The contact %s has the company \"%s\" instead of %s"
                        .formatted(email, there, String.join(" or ", names)));
            }
        });
    }

    private static String named(List<ObjectLine> lines) {
        String numbers = lines.stream().map(line -> Long.toString(line.line())).collect(joining(", "));
        return (lines.size() == 1 ? "Line " : "Lines ") + numbers;
    }

    private static String ids(List<StoredObject> objects) {
        return objects.stream().map(object -> Long.toString(object.id())).collect(joining(", "));
    }
}
