package dev.keapsink.keap;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads lists of Keap's v2, which come in pages: each page names the next one by a token. */
public final class Pages {

    /** More pages than any list has that is worth reading as a whole. */
    static final int MOST = 100;

    private Pages() {}

    /** Reads one page. */
    @FunctionalInterface
    public interface Reader {
        /**
         * The page of a token.
         *
         * @param token null for the first page
         */
        JsonNode read(@Nullable String token);
    }

    /**
     * All items of a list.
     *
     * @param list the property that holds the items of a page
     * @throws KeapFailure.Unclear if a page has no such property, or the pages do not end
     */
    public static List<JsonNode> all(String list, Reader reader) {
        List<JsonNode> items = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        String token = null;
        do {
            JsonNode page = reader.read(token);
            if (!page.path(list).isArray()) {
                throw new KeapFailure.Unclear("Keap answered a look-up of %s without a list of them".formatted(list));
            }
            page.path(list).forEach(items::add);
            token = page.path("next_page_token").asText("");
            if (!token.isEmpty() && (!seen.add(token) || seen.size() == MOST)) {
                throw new KeapFailure.Unclear("Keap's list of %s does not end".formatted(list));
            }
        } while (!token.isEmpty());
        return items;
    }
}
