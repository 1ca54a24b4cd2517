package dev.keapsink.tools.demo;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keapsink.tools.demo.Audit.Uncertain;
import dev.keapsink.tools.records.RecordFile.Line;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The contacts that all lines of a run ask for, and the contacts that cannot be compared. Only the function reads the
 * operations, notations and field names of other systems. Lines with such content give nothing to compare it with.
 */
final class Expectations {
    private static final String NOTHING_WRITTEN =
            "Everything adds up: every message has one outcome, and nothing was written.";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern EMAIL = Pattern.compile("[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");
    private static final Pattern DIGITS = Pattern.compile("[0-9](?:[ ().+/-]{0,3}[0-9]){6,}");

    private final AuditRules rules;
    private final List<Expectation> written;
    private final List<Expectation> refused;
    private final List<Line> notCompared;
    private final Uncertain uncertain;

    private Expectations(Collection<Line> written, Collection<Line> refused, AuditRules rules) {
        this.rules = rules;
        this.written = certain(written);
        this.refused = certain(refused);
        this.notCompared = uncertain(written);
        Set<String> contacts = new TreeSet<>();
        Stream.concat(notCompared.stream(), uncertain(refused).stream())
                .forEach(line -> contacts.addAll(mentioned(line.body())));
        contacts.addAll(ofSeveralNumbers(this.written));
        boolean more = !notCompared.isEmpty() || uncertain(refused).stream().anyMatch(Expectations::mayHoldSeveral);
        this.uncertain = new Uncertain(contacts, more);
    }

    static Expectations of(RunOutcome outcome, AuditRules rules) {
        List<Line> others = new ArrayList<>(outcome.sent().values());
        others.removeAll(outcome.written());
        return new Expectations(outcome.written(), others, rules);
    }

    Audit audit(Set<Long> configuredTags, Map<Long, Integer> batches) {
        return rules.creates()
                ? new Audit(written, refused, uncertain, configuredTags, batches, rules)
                : new Audit(List.of(), List.of(), Uncertain.NOTHING, configuredTags, batches, rules);
    }

    /** Returns the sentences for a run without findings: the result, and how many lines were not compared. */
    List<String> verdict() {
        if (!rules.creates()) {
            return Stream.concat(Stream.of(NOTHING_WRITTEN), rules.limits().stream())
                    .toList();
        }
        List<Expectation> compared =
                written.stream().filter(line -> !uncertain.has(line.contact())).toList();
        int all = written.size() + notCompared.size();
        int others = all - compared.size();
        long tags = compared.stream().filter(line -> !line.allTags()).count();
        List<String> verdict = new ArrayList<>();
        if (all == 0) {
            verdict.add(NOTHING_WRITTEN);
        } else if (others == 0) {
            verdict.add("Everything adds up: every message has one outcome, and the simulator holds every contact once,"
                    + " in its newest state, with every tag once.");
        } else {
            verdict.add(
                    "Everything that was compared adds up: every message has one outcome, and the simulator holds the"
                            + " contacts of %,d of %,d written lines once, in their newest state, with every tag once."
                                    .formatted(compared.size(), all));
            verdict.add("Not compared: %,d. Only the function can read which contacts or values these lines ask for."
                    .formatted(others));
        }
        verdict.addAll(rules.limits());
        if (tags > 0) {
            verdict.add("Tags not compared: those of %,d lines that may ask for tags by name.".formatted(tags));
        }
        return verdict;
    }

    private List<Expectation> certain(Collection<Line> lines) {
        return lines.stream()
                .filter(line -> !ObjectLine.isOne(line))
                .map(line -> Expectation.of(line, rules))
                .flatMap(Optional::stream)
                .toList();
    }

    private List<Line> uncertain(Collection<Line> lines) {
        return lines.stream()
                .filter(line -> !ObjectLine.isOne(line))
                .filter(line -> Expectation.of(line, rules).isEmpty())
                .toList();
    }

    /** A rejected line of several records may have been written in part. */
    private static boolean mayHoldSeveral(Line line) {
        String text = line.body().strip();
        return text.startsWith("[") || text.lines().count() > 1 || text.contains("[{") || text.contains("[\"");
    }

    /** Two numbers with the same last digits may be one telephone or two; only the function knows the country. */
    private static Set<String> ofSeveralNumbers(List<Expectation> lines) {
        return lines.stream()
                .filter(line -> !line.digits().isEmpty())
                .collect(groupingBy(Expectation::contact, mapping(Expectation::digits, toSet())))
                .entrySet()
                .stream()
                .filter(contact -> contact.getValue().size() > 1)
                .map(Map.Entry::getKey)
                .collect(toSet());
    }

    /** Returns the key of every contact that a text could be about. */
    private static Set<String> mentioned(String body) {
        Set<String> contacts = new TreeSet<>();
        texts(body).forEach(text -> {
            String ascii = text.replaceAll("[^!-~ ]", "").toLowerCase(Locale.ROOT);
            Stream.of(ascii, ascii.replace(" ", ""))
                    .flatMap(one -> EMAIL.matcher(one).results())
                    .map(MatchResult::group)
                    .forEach(email -> contacts.add(Expectation.emailKey(email)));
            DIGITS.matcher(ascii)
                    .results()
                    .map(MatchResult::group)
                    .forEach(phone -> contacts.add(Expectation.phoneKey(phone)));
        });
        return contacts;
    }

    private static Stream<String> texts(String body) {
        try {
            return Stream.concat(Stream.of(body), texts(JSON.readTree(body)));
        } catch (JsonProcessingException e) {
            return Stream.of(body);
        }
    }

    private static Stream<String> texts(JsonNode json) {
        return json.isContainerNode() ? json.valueStream().flatMap(Expectations::texts) : Stream.of(json.asText());
    }
}
