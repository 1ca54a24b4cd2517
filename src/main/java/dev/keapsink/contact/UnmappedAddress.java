package dev.keapsink.contact;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.value.Emails;
import dev.keapsink.value.Phones;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds an e-mail address, or else a phone number, at a place in a record where no field reads it. The fault names the
 * place, so that the operator need not search to mend the mapping.
 *
 * <p>The search begins near the top and visits a limited number of places, however large the record is.
 */
final class UnmappedAddress {

    private static final int MAX_VISITED = 2000;

    private static final int MAX_SHOWN = 2;

    /** The longest address in SMTP. */
    private static final int LONGEST_ADDRESS = 254;

    /** A name that cannot be an address or a number itself, and may therefore be logged. */
    private static final Pattern SAFE = Pattern.compile("(?!.*\\d{5})[\\p{L}\\p{N} _.:$-]{1,40}");

    /** Names under which digits are a phone number. Elsewhere they may be anything. */
    private static final Pattern OF_PHONE =
            Pattern.compile("(?i).*/[^/]*(?:phone|mobile|\\bcell\\b|\\btel\\b)[^/]*(?:/\\d+)?(?:/(?:number|value))?");

    /** Names under which programs return a list of persons. */
    private static final Pattern LIST_OF_RECORDS = Pattern.compile(
            "(?i)((?:/[a-z]+)*/(?:contacts|customers|data|entries|items|leads|list|members|people|persons|profiles|records|results|rows"
                    + "|subscribers|users))/0/.*");

    private static final int LONGEST_NUMBER = 40;

    private UnmappedAddress() {}

    private record ValueAt(JsonPointer pointer, JsonNode json) {}

    /**
     * A sentence to add to the fault that a record has no address and no number; empty if none is found.
     *
     * @param around the data, and then the objects around them, where a pointer looks as well
     */
    static String hint(List<ObjectNode> around) {
        String address = hint("one", around, UnmappedAddress::isAddress);
        return address.isEmpty() ? hint("a phone number", around, UnmappedAddress::isNumber) : address;
    }

    private static String hint(String what, List<ObjectNode> around, Predicate<ValueAt> isOne) {
        List<String> places = around.stream()
                .map(object -> places(object, isOne))
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(List.of());
        Matcher list = LIST_OF_RECORDS.matcher(places.isEmpty() ? "" : places.getFirst());
        if (list.matches()) {
            return " There are records in the list %s: send each as one of its own. jq -c '%s[]' takes them out of a file."
                    .formatted(list.group(1), list.group(1).replace('/', '.'));
        }
        return switch (places.size()) {
            case 0 -> "";
            case 1 -> " There is %s at %s: a mapping can take it.".formatted(what, places.getFirst());
            default ->
                " There is %s at %s, and one at %s: a mapping can take them."
                        .formatted(what, places.get(0), places.get(1));
        };
    }

    private static List<String> places(ObjectNode object, Predicate<ValueAt> isOne) {
        List<String> found = new ArrayList<>();
        Deque<ValueAt> next = new ArrayDeque<>(List.of(new ValueAt(JsonPointer.empty(), object)));
        for (int looked = 0; looked < MAX_VISITED && !next.isEmpty() && found.size() < MAX_SHOWN; looked++) {
            ValueAt place = next.removeFirst();
            if (isOne.test(place)) {
                found.add(place.pointer().toString());
            }
            addInside(place, next);
        }
        return found;
    }

    private static void addInside(ValueAt place, Deque<ValueAt> next) {
        if (place.json().isArray()) {
            for (int i = 0; i < place.json().size() && next.size() < MAX_VISITED; i++) {
                next.add(
                        new ValueAt(place.pointer().appendIndex(i), place.json().get(i)));
            }
        }
        place.json().properties().stream()
                .filter(field -> SAFE.matcher(field.getKey()).matches())
                .limit(Math.max(0, MAX_VISITED - next.size()))
                .forEach(field ->
                        next.add(new ValueAt(place.pointer().appendProperty(field.getKey()), field.getValue())));
    }

    private static boolean isAddress(ValueAt place) {
        return place.json().isTextual()
                && place.json().asText().length() <= LONGEST_ADDRESS
                && Emails.isOne(place.json().asText());
    }

    private static boolean isNumber(ValueAt place) {
        return (place.json().isTextual() || place.json().isIntegralNumber())
                && place.json().asText().length() <= LONGEST_NUMBER
                && OF_PHONE.matcher(place.pointer().toString()).matches()
                && Phones.whyNone("", place.json()).isEmpty();
    }
}
