package dev.keapsink.tools.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Collects the measured values: for each figure by name, its value in every run. */
final class Figures {

    private final Map<String, List<Double>> values = new LinkedHashMap<>();

    /** The value of each figure in one run. A figure that this machine cannot measure is left out. */
    record Sample(Map<String, Double> values) {
        static Sample of(String name, double value) {
            return new Sample(Map.of(name, value));
        }
    }

    /**
     * One figure: its values in all runs, and their median, least and greatest.
     *
     * @param runs the values in the order of measuring
     */
    record Figure(String name, double median, double min, double max, List<Double> runs) {
        static Figure of(String name, List<Double> runs) {
            List<Double> sorted = runs.stream().sorted().toList();
            int middle = sorted.size() / 2;
            double median =
                    sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
            return new Figure(name, median, sorted.getFirst(), sorted.getLast(), List.copyOf(runs));
        }
    }

    /**
     * Adds a run.
     *
     * @param order the names of its figures
     */
    void add(Sample sample, List<String> order) {
        for (String name : order) {
            if (sample.values().containsKey(name)) {
                values.computeIfAbsent(name, unused -> new ArrayList<>())
                        .add(sample.values().get(name));
            }
        }
    }

    /** Returns the figures in the order in which they were first added. */
    List<Figure> all() {
        return values.entrySet().stream()
                .map(entry -> Figure.of(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** Writes a value with three digits or more, so that two values can be compared: 1,234 or 12.3 or 0.412. */
    static String number(double value) {
        double size = Math.abs(value);
        if (value == Math.rint(value)) {
            return String.format(Locale.ROOT, "%,d", Math.round(value));
        }
        return String.format(Locale.ROOT, size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : "%.3f", value);
    }
}
