package dev.keapsink.tools.demo;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;

import dev.keapsink.simulator.StoredContact;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Compares the contacts that Keap holds after a run with those that the lines asked for: every contact once, every tag
 * once, in the newest state.
 *
 * <p>The newest state is known within a batch only: there the highest {@code version} wins. A standard queue keeps no
 * order, so among several batches any may have been written last. Of a contact that any line deletes, only duplicates
 * are reported. A contact that an uncertain line may be about is not checked at all. If later lines do not change a
 * contact, its state is compared only with that of a single line.
 */
final class Audit {
    private final Map<String, List<Expectation>> expected;
    private final Set<String> refused;
    private final Uncertain uncertain;
    private final Set<Long> configuredTags;
    private final Map<Long, Integer> batches;
    private final AuditRules rules;
    private final List<String> findings = new ArrayList<>();

    /**
     * The part of the account that is not compared, because only the function can read some lines.
     *
     * @param contacts the keys of the contacts that these lines may be about
     * @param more whether the lines may be about other contacts, too
     */
    record Uncertain(Set<String> contacts, boolean more) {
        static final Uncertain NOTHING = new Uncertain(Set.of(), false);

        boolean has(String contact) {
            return contacts.contains(Expectation.withoutNames(contact));
        }
    }

    /**
     * Prepares the audit of one run.
     *
     * @param written lines that were acknowledged and not rejected
     * @param refused lines that were rejected or dead-lettered; their contact may exist or not
     * @param configuredTags the ids of the tags that the function gives to every contact
     * @param batches the batch in which a line was acknowledged, by line number
     */
    Audit(
            Collection<Expectation> written,
            Collection<Expectation> refused,
            Uncertain uncertain,
            Set<Long> configuredTags,
            Map<Long, Integer> batches,
            AuditRules rules) {
        this.rules = rules;
        this.uncertain = uncertain;
        this.expected = written.stream()
                .filter(line -> !uncertain.has(line.contact()))
                .collect(groupingBy(Expectation::contact, LinkedHashMap::new, toList()));
        this.refused = refused.stream().map(Expectation::contact).collect(toSet());
        // A state from another batch than the delete may be older or newer than it.
        written.stream().filter(Expectation::delete).forEach(line -> {
            this.expected.remove(line.contact());
            this.refused.add(line.contact());
        });
        this.configuredTags = configuredTags;
        this.batches = batches;
    }

    /** Returns one sentence for each contact or tag that is missing, double or wrong; empty when all is well. */
    List<String> findings(List<StoredContact> contacts) {
        findings.clear();
        Map<String, List<StoredContact>> stored =
                contacts.stream().collect(groupingBy(this::contactOf, LinkedHashMap::new, toList()));
        stored.keySet().removeIf(uncertain::has);
        stored.forEach(this::checkIsSingle);
        expected.forEach((contact, lines) -> {
            List<StoredContact> found = stored.getOrDefault(contact, List.of());
            if (found.isEmpty()) {
                findings.add("%s is missing: no contact for %s".formatted(named(lines), contact));
            }
            found.forEach(one -> checkTags(one, lines));
            found.forEach(one -> checkState(one, lines));
        });
        return List.copyOf(findings);
    }

    private String contactOf(StoredContact contact) {
        return Expectation.contactOf(contact.fields(), rules.byName());
    }

    private void checkIsSingle(String contact, List<StoredContact> found) {
        List<Expectation> lines = expected.getOrDefault(contact, List.of());
        if (lines.isEmpty() && !refused.contains(contact) && !uncertain.more()) {
            findings.add("No line asked for contact %s (%s)".formatted(ids(found), contact));
        }
        if (found.size() > 1) {
            findings.add("%s is %d contacts: %s (%s)".formatted(named(lines), found.size(), ids(found), contact));
        }
    }

    private void checkTags(StoredContact contact, List<Expectation> lines) {
        Set<Long> wanted = new TreeSet<>(configuredTags);
        lines.forEach(line -> wanted.addAll(line.tags()));
        for (long tag : wanted) {
            int times = contact.tagIds().contains(tag) ? contact.timesApplied().getOrDefault(tag, 0) : 0;
            if (times != 1) {
                findings.add("%s: tag %d was applied %d times to contact %d instead of once"
                        .formatted(named(lines), tag, times, contact.id()));
            }
        }
        boolean allTags = lines.stream().allMatch(Expectation::allTags);
        for (long tag : contact.tagIds()) {
            if (allTags && !wanted.contains(tag) && !refused.contains(contactOf(contact))) {
                findings.add("%s: contact %d carries tag %d, which no line asked for"
                        .formatted(named(lines), contact.id(), tag));
            }
        }
    }

    private void checkState(StoredContact contact, List<Expectation> lines) {
        if (!rules.changes() && lines.size() > 1) {
            return;
        }
        List<Map<String, String>> allowed = allowedStates(lines);
        if (allowed.stream().noneMatch(state -> holds(contact, state))) {
            findings.add("%s: contact %d is not in its newest state %s"
                    .formatted(
                            named(lines),
                            contact.id(),
                            allowed.stream().map(Map::toString).collect(joining(" or "))));
        }
    }

    private List<Map<String, String>> allowedStates(List<Expectation> lines) {
        boolean ordered = lines.stream().allMatch(line -> line.version().isPresent());
        Map<Object, List<Expectation>> comparable = new TreeMap<>(lines.stream()
                .collect(groupingBy(line -> ordered ? batches.getOrDefault(line.line(), 0) : (Object) line.line())));
        return comparable.values().stream().map(Audit::newest).distinct().toList();
    }

    /** Merges states field by field, the later version last: Keap updates only the fields that it is given. */
    private static Map<String, String> newest(List<Expectation> lines) {
        Map<String, String> state = new HashMap<>();
        lines.stream()
                .sorted(Comparator.comparingLong(line -> line.version().orElse(0)))
                .forEach(line -> state.putAll(line.state()));
        return new TreeMap<>(state);
    }

    private static boolean holds(StoredContact contact, Map<String, String> state) {
        return state.entrySet().stream().allMatch(field -> field.getValue().equals(value(contact, field.getKey())));
    }

    private static String value(StoredContact contact, String field) {
        return field.equals("city")
                ? contact.fields().at("/addresses/0/locality").asText("")
                : contact.text(field);
    }

    private static String named(List<Expectation> lines) {
        if (lines.isEmpty()) {
            return "No line";
        }
        String numbers = lines.stream().map(line -> Long.toString(line.line())).collect(joining(", "));
        return (lines.size() == 1 ? "Line " : "Lines ") + numbers;
    }

    private static String ids(List<StoredContact> contacts) {
        return contacts.stream().map(contact -> Long.toString(contact.id())).collect(joining(", "));
    }
}
