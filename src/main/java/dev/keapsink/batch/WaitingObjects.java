package dev.keapsink.batch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The objects of which a record waits, so that later records of the object wait for it. Not threadsafe. */
final class WaitingObjects {

    private final Map<Integer, List<Turn>> turns = new HashMap<>();

    /** One object's records in their order, and the first of them that waits. */
    private static final class Line {
        private int firstThatWaits = Integer.MAX_VALUE;
    }

    /** A record's place in a line. */
    private record Turn(Line line, int number) {}

    /**
     * Keeps records in an order.
     *
     * @param objects the indexes of each object's records, in their order; a record may be in several of these lists
     */
    void keepOrder(List<List<Integer>> objects) {
        for (List<Integer> object : objects) {
            Line line = new Line();
            for (int number = 0; number < object.size(); number++) {
                turns.computeIfAbsent(object.get(number), index -> new ArrayList<>())
                        .add(new Turn(line, number));
            }
        }
    }

    /** Notes that a record waits. */
    void add(int index) {
        for (Turn turn : turns.getOrDefault(index, List.of())) {
            turn.line().firstThatWaits = Math.min(turn.line().firstThatWaits, turn.number());
        }
    }

    /** Whether an earlier record of the object waits. */
    boolean holdUp(int index) {
        return turns.getOrDefault(index, List.of()).stream()
                .anyMatch(turn -> turn.line().firstThatWaits < turn.number());
    }
}
