package dev.keapsink.tools.records;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.tools.common.TerminalText;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Collects sentences for the operator: the first twenty are kept, the others are only counted. Not thread-safe. */
public final class FirstSentences {
    private static final int SHOWN = 20;

    private final List<String> first = new ArrayList<>();
    private long count;

    /** Adds a sentence, shortened for a terminal. */
    public void add(String sentence) {
        count++;
        if (first.size() < SHOWN) {
            first.add(TerminalText.detail(sentence));
        }
    }

    /** Returns how many sentences were added. */
    public long count() {
        return count;
    }

    /** Returns the kept sentences, in the order in which they were added. */
    public List<String> first() {
        return first;
    }

    /** Prints a heading with the number of sentences, and the kept ones; nothing if there are none. */
    public void print(PrintWriter out, String heading) {
        if (count > 0) {
            out.printf("%s: %,d%n", heading, count);
            first.forEach(sentence -> out.println("  " + sentence));
            if (count > first.size()) {
                out.printf("  and %,d more%n", count - first.size());
            }
        }
    }

    /** Adds the number as {@code count} and the kept sentences as {@code first}. */
    public void json(ObjectNode json) {
        json.put("count", count);
        first.forEach(json.putArray("first")::add);
    }
}
