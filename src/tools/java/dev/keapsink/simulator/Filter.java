package dev.keapsink.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A filter of a v2 list: terms such as {@code title==Follow*}, joined by semicolons. All of them have to match. */
record Filter(List<Term> terms) {
    private static final Pattern TERM = Pattern.compile("([A-Za-z0-9_ ]+?)(==|!=|>=|<=|>|<)(.+)");

    /** What a name in a filter stands for: a field, as {@link StoredObject#value} knows it, and its comparison. */
    record Target(String field, FilterKind kind) {}

    record Term(Target target, String operator, String value) {
        private boolean isIndexed() {
            return target.kind.isIndexed(value) && ObjectStore.isIndexed(target.field, value);
        }
    }

    /**
     * Reads a filter.
     *
     * @param known the names that the list takes; they come before custom fields of the same name
     * @throws Refusal if a term is malformed or unknown, or if its operator does not fit
     */
    static Filter parse(String text, Map<String, Target> known, CustomFields customFields) {
        List<Term> terms = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (String part : text.isEmpty() ? new String[0] : text.split(";", -1)) {
            if (part.isEmpty() && !terms.isEmpty()) {
                continue; // Keap's own examples end with a semicolon.
            }
            Matcher term = TERM.matcher(part);
            if (!term.matches()) {
                throw Refusal.badRequest("Invalid filter: " + part);
            }
            names.add(term.group(1));
            terms.add(term(target(term.group(1), known, customFields), term.group(2), term.group(3)));
        }
        refuseIdsBesideOneId(names);
        return new Filter(terms);
    }

    private static Target target(String name, Map<String, Target> known, CustomFields customFields) {
        return Optional.ofNullable(known.get(name))
                .or(() -> customFields.named(name).map(CustomField::filterTarget))
                .orElseThrow(() -> Refusal.badRequest("Invalid filter field: " + name));
    }

    private static Term term(Target target, String operator, String value) {
        if (!target.kind.takes(operator)) {
            throw Refusal.badRequest("Invalid filter operator: " + operator);
        }
        if (value.indexOf('*') >= 0 && value.indexOf('*') < value.length() - 1) {
            throw Refusal.badRequest("A wildcard may only stand at the end: " + value);
        }
        // A value of the wrong type is refused even if there is no object to compare it with.
        boolean unused = target.kind.matches(MissingNode.getInstance(), operator, value);
        return new Term(target, operator, value);
    }

    private static void refuseIdsBesideOneId(Set<String> names) {
        if (names.contains("ids") && (names.contains("id") || names.contains("opportunity_id"))) {
            throw Refusal.badRequest("One id and several ids cannot be combined");
        }
    }

    /**
     * The objects that match, oldest first.
     *
     * @param values a field of an object, computed ones included
     * @throws Refusal if a value is not of the field's type
     */
    List<StoredObject> in(ObjectStore store, BiFunction<StoredObject, String, JsonNode> values) {
        Collection<StoredObject> candidates = terms.stream()
                .filter(Term::isIndexed)
                .findFirst()
                .<Collection<StoredObject>>map(term -> store.with(term.target.field, term.value))
                .orElseGet(store::all);
        return candidates.stream()
                .filter(object -> terms.stream()
                        .allMatch(term -> term.target.kind.matches(
                                values.apply(object, term.target.field), term.operator, term.value)))
                .toList();
    }
}
