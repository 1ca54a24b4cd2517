package dev.keapsink.simulator;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The values that a query parameter may have. */
record QueryValue(String expected, Predicate<String> accepts) {
    static final QueryValue TEXT = new QueryValue("a text", text -> true);
    static final QueryValue WHOLE = new QueryValue("a whole number", text -> text.matches("\\d{1,9}"));
    static final QueryValue MOMENT = new QueryValue("a moment", QueryValue::isMoment);
    static final QueryValue IDS = new QueryValue("at most 100 ids with commas", QueryValue::areIds);

    private static final int MOST_IDS = 100;

    static QueryValue between(int least, int most) {
        return new QueryValue(
                "a whole number from " + least + " to " + most,
                text -> text.matches("\\d{1,9}") && Integer.parseInt(text) >= least && Integer.parseInt(text) <= most);
    }

    static QueryValue oneOf(String... values) {
        Set<String> allowed = Set.of(values);
        return new QueryValue("one of " + String.join(", ", values), allowed::contains);
    }

    static QueryValue someOf(Set<String> allowed) {
        return new QueryValue("a comma list of known properties", text -> allowed.containsAll(commaList(text)));
    }

    static List<String> commaList(String text) {
        return List.of(text.split(",", -1));
    }

    private static boolean areIds(String text) {
        List<String> ids = commaList(text);
        return ids.size() <= MOST_IDS && ids.stream().allMatch(id -> id.matches("\\d{1,18}"));
    }

    private static boolean isMoment(String text) {
        try {
            return Instant.parse(text).isAfter(Instant.EPOCH);
        } catch (DateTimeParseException e) {
            return false;
        }
    }
}
