package dev.keapsink.tools.records;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Sentences of which the first ones are kept and the others are counted. */
public final class FirstOnes {
    private static final int SHOWN = 20;

    private final List<String> first = new ArrayList<>();
    private long count;

    public void add(String sentence) {
        count++;
        if (first.size() < SHOWN) {
            first.add(Shown.detail(sentence));
        }
    }

    public long count() {
        return count;
    }

    public List<String> first() {
        return first;
    }

    /** Prints a heading with the number of sentences and the first of them, if there are any. */
    public void print(PrintWriter out, String heading) {
        if (count > 0) {
            out.printf("%s: %,d%n", heading, count);
            first.forEach(sentence -> out.println("  " + sentence));
            if (count > first.size()) {
                out.printf("  and %,d more%n", count - first.size());
            }
        }
    }

    public void json(ObjectNode json) {
        json.put("count", count);
        first.forEach(json.putArray("first")::add);
    }
}
