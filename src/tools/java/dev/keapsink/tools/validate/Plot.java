package dev.keapsink.tools.validate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The calls of a run by the minute, as a drawing of 640 by 170. */
final class Plot {

    private static final double WIDTH = 640;
    /** The place of zero. */
    private static final double BOTTOM = 170;

    /** Of the largest bar: the line of the quota needs some room above it. */
    private static final double HEIGHT = 165;

    /** More bars would be thinner than a pixel of a phone. */
    private static final int MOST_BARS = 320;

    /**
     * A minute of a run.
     *
     * @param quota the calls that Keap allows in a minute; 0 if that is not known
     */
    record Minute(String time, int calls, int throttled, int quota) {}

    private Plot() {}

    /** What the template draws; empty without minutes. */
    static Map<String, Object> of(List<Minute> all) {
        if (all.isEmpty()) {
            return Map.of();
        }
        List<Minute> minutes = all.subList(Math.max(0, all.size() - MOST_BARS), all.size());
        int quota = minutes.stream().mapToInt(Minute::quota).max().orElse(0);
        int most = Math.max(
                1,
                Math.max(quota, minutes.stream().mapToInt(Minute::calls).max().orElse(0)));
        double width = WIDTH / minutes.size();
        List<Map<String, Object>> bars = new ArrayList<>();
        for (int i = 0; i < minutes.size(); i++) {
            bars.add(bar(minutes.get(i), i * width, width, most));
        }
        Map<String, Object> plot = new HashMap<>();
        plot.put("bars", bars);
        plot.put("from", minutes.getFirst().time());
        plot.put("to", minutes.size() == 1 ? "" : minutes.getLast().time());
        plot.put("quota", quota);
        double quotaY = BOTTOM - HEIGHT * quota / most;
        plot.put("quotaY", quota > 0 ? number(quotaY) : "");
        int calls = minutes.stream().mapToInt(Minute::calls).sum();
        int throttled = minutes.stream().mapToInt(Minute::throttled).sum();
        plot.put(
                "text",
                "%,d calls in %,d minutes; Keap turned %,d of them away.".formatted(calls, minutes.size(), throttled));
        return plot;
    }

    private static Map<String, Object> bar(Minute minute, double x, double width, int most) {
        double height = HEIGHT * minute.calls() / most;
        double refused = HEIGHT * minute.throttled() / most;
        Map<String, Object> bar = new HashMap<>();
        bar.put("x", number(x));
        bar.put("y", number(BOTTOM - height));
        bar.put("width", number(Math.max(0.5, width * 0.85)));
        bar.put("height", number(height));
        bar.put("title", "%s: %d calls, %d turned away".formatted(minute.time(), minute.calls(), minute.throttled()));
        bar.put("refused", minute.throttled() > 0 ? number(refused) : "");
        bar.put("refusedY", number(BOTTOM - refused));
        return bar;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
