package dev.keapsink.tools.probe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.tools.probe.Candidate.Trial;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Tries every encoding of a custom field type on the first custom field of that type. */
enum Encoding implements Experiment {
    YES_NO(
            "YesNo",
            "yes_no",
            Meaning::ofYesNo,
            field -> List.of(
                    Candidate.of("number", 1, 0),
                    Candidate.of("boolean", true, false),
                    Candidate.of("text", "Yes", "No"))),
    LIST_BOX("ListBox", "list", Meaning::ofList, Encoding::lists),
    DATE(
            "Date",
            "date",
            Meaning::ofDate,
            field -> List.of(
                    Candidate.of("date", "2026-01-31", "2026-02-28"),
                    Candidate.of("date_time", "2026-01-31T00:00:00.000Z", "2026-02-28T00:00:00.000Z"))),
    MONTH(
            "Month",
            "month",
            Meaning::ofMonth,
            field -> List.of(Candidate.of("number", 2, 11), Candidate.of("name", "February", "November"))),
    DAY_OF_WEEK(
            "DayOfWeek",
            "day_of_week",
            Meaning::ofDayOfWeek,
            field -> List.of(Candidate.of("number", 1, 7), Candidate.of("name", "Sunday", "Saturday")));

    private final String type;
    private final String setting;

    // The functions have no state, which the check cannot see.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Function<JsonNode, String> meaning;

    @SuppressWarnings("ImmutableEnumChecker")
    private final Function<Field, List<Candidate>> candidates;

    Encoding(
            String type,
            String setting,
            Function<JsonNode, String> meaning,
            Function<Field, List<Candidate>> candidates) {
        this.type = type;
        this.setting = setting;
        this.meaning = meaning;
        this.candidates = candidates;
    }

    /** Returns no candidates without an option to write. An option with a comma is left out: it would read as two. */
    private static List<Candidate> lists(Field field) {
        List<String> options = field.options().stream()
                .filter(option -> !option.contains(","))
                .limit(2)
                .toList();
        return options.isEmpty()
                ? List.of()
                : List.of(
                        Candidate.of("array", List.of(options.getFirst()), options),
                        Candidate.of("comma", options.getFirst(), String.join(",", options)));
    }

    @Override
    public String topic() {
        return type;
    }

    @Override
    public List<Field> fields(Account account) {
        return account.fieldOf(type).stream().toList();
    }

    @Override
    public void run(ExperimentContext context) {
        Optional<Field> field = context.account().fieldOf(type);
        List<Candidate> toTry = field.map(candidates).orElse(List.of());
        if (toTry.isEmpty()) {
            String lack = field.isEmpty() ? "custom field of this type" : "option in " + field.get();
            context.report().add(topic(), "not tried", context.account().without(lack));
            return;
        }
        List<Trial> trials = toTry.stream()
                .map(candidate -> candidate.in(field.get(), context.contact(), meaning))
                .toList();
        judge(context, field.get(), trials);
    }

    /** Prefers an encoding that reads back exactly as it was written; otherwise takes the first one that works. */
    private void judge(ExperimentContext context, Field field, List<Trial> trials) {
        Optional<Trial> best = trials.stream()
                .filter(Trial::same)
                .findFirst()
                .or(() -> trials.stream().filter(Trial::works).findFirst());
        String clauses = trials.stream().map(Trial::clause).collect(Collectors.joining(", "));
        best.ifPresent(trial -> {
            context.report().encode(setting, trial.candidate().name());
            context.samples().put(field, trial.candidate().second());
        });
        String result = best.map(trial -> trial.candidate().name()).orElse("none");
        context.report().add(topic(), result, clauses + note(result));
    }

    private String note(String result) {
        return this == DAY_OF_WEEK && result.equals("number") ? "; that 1 is Sunday is an assumption" : "";
    }
}
