package dev.keapsink.export;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Reads pages of a list of v1, whose rows move to the front when an earlier one is deleted. Each page but the first
 * begins with the last row of the page before. If it does not, the list has moved, and the page before is read again.
 *
 * @param list the property that holds the rows of a page
 * @param row what becomes of an item
 */
record OffsetPage(String list, Function<JsonNode, ExportedRow> row) {

    /** The largest page that v1 is known to return. */
    static final int LIMIT = 1000;

    /** Asks for a page. */
    @FunctionalInterface
    interface Reader {
        JsonNode read(int limit, int offset);
    }

    Page read(Place place, Reader reader) {
        boolean overlaps = place.last() != null;
        int offset = overlaps ? place.offset() - 1 : place.offset();
        JsonNode answer = reader.read(LIMIT, offset);
        Map<String, ExportedRow> rows = new LinkedHashMap<>();
        String first = "";
        String last = place.last();
        for (JsonNode item : KeapCalls.items(answer, list)) {
            ExportedRow found = row.apply(item);
            first = first.isEmpty() ? found.id() : first;
            last = found.id();
            rows.put(found.id(), found);
        }
        JsonNode count = answer.path("count");
        OptionalLong counted = count.isIntegralNumber() ? OptionalLong.of(count.longValue()) : OptionalLong.empty();
        boolean hasMoved = overlaps && !first.equals(place.last());
        Place next;
        if (hasMoved) {
            next = place.at(Math.max(0, offset - LIMIT), null);
        } else {
            int size = answer.path(list).size();
            boolean isLast = size < LIMIT
                    && (counted.isEmpty() || offset + size >= counted.getAsLong() || size <= (overlaps ? 1 : 0));
            next = isLast ? null : place.at(offset + size, last);
        }
        return new Page(List.copyOf(rows.values()), next, counted);
    }
}
