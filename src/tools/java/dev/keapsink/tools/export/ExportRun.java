package dev.keapsink.tools.export;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.export.Estimate;
import dev.keapsink.export.Export;
import dev.keapsink.export.ExportObject;
import dev.keapsink.export.ExportStore;
import dev.keapsink.export.ExportStore.Progress;
import dev.keapsink.export.FileContents;
import dev.keapsink.export.StoreFailed;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.tools.common.CommandFailure;
import dev.keapsink.tools.common.Durations;
import dev.keapsink.tools.keap.Consent;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An export as a person sees it. */
final class ExportRun {

    private static final Duration LONGEST_ESTIMATE = Duration.ofMinutes(2);

    private final KeapSource keap;
    private final String account;
    private final Consent consent;
    private final PrintWriter out;
    private final boolean terminal;
    private final Clock clock;

    ExportRun(KeapSource keap, String account, Consent consent, PrintWriter out, boolean terminal, Clock clock) {
        this.keap = keap;
        this.account = account;
        this.consent = consent;
        this.out = out;
        this.terminal = terminal;
        this.clock = clock;
    }

    /**
     * What the person asks for.
     *
     * @param sinceText the moment as it was given: the same text goes on with the same export
     * @param parts into how many parts the quota is divided
     * @param contents the folder for the contents of files; null to leave them in Keap
     */
    record Wish(
            Set<ExportObject> objects,
            @Nullable String sinceText,
            @Nullable Instant since,
            int parts,
            @Nullable Path contents) {

        ObjectNode settings() {
            ObjectNode settings = JsonNodeFactory.instance.objectNode();
            settings.put(
                    "objects", objects.stream().map(ExportObject::view).sorted().collect(Collectors.joining(",")));
            if (sinceText != null) {
                settings.put("since", sinceText);
            }
            if (contents != null) {
                settings.put("contents", true);
            }
            return settings;
        }
    }

    /** Opens the place that the export goes to, once the person has agreed. */
    @FunctionalInterface
    interface Target {
        ExportTarget open();
    }

    /**
     * Runs the export.
     *
     * @return whether everything was read
     */
    boolean run(Wish wish, Target target) {
        Estimate estimate = estimate(wish);
        consent.ask(out);
        try {
            return run(wish, target.open(), estimate);
        } catch (StoreFailed e) {
            throw new CommandFailure(String.valueOf(e.getMessage()));
        }
    }

    private Estimate estimate(Wish wish) {
        try {
            Export.Request request = new Export.Request(wish.objects(), wish.since());
            Estimate estimate =
                    Estimate.of(keap.keap(), request, KeapSource.CALL_TIMEOUT, Deadline.in(LONGEST_ESTIMATE, clock));
            out.printf(
                    "The account %s has %,d contacts%s and %,d tags.%n",
                    account, estimate.contacts(), wish.since() == null ? "" : " with changes", estimate.tags());
            long minutes = estimate.calls() / keap.callsPerMinute() + 1;
            out.printf(
                    "Reading takes %,d calls or more, at %d a minute: about %s. Each order takes one call more%s.%n",
                    estimate.calls(),
                    keap.callsPerMinute(),
                    Durations.human(Duration.ofMinutes(minutes)),
                    wish.contents() == null ? "" : ", and so does each file");
            return estimate;
        } catch (KeapFailure e) {
            throw new CommandFailure("%s. Nothing was read.".formatted(e.getMessage()));
        }
    }

    private boolean run(Wish wish, ExportTarget target, Estimate estimate) {
        Map<ExportObject, Progress> read = new EnumMap<>(ExportObject.class);
        try {
            Optional<ContentStore> contents = contents(wish, target);
            ExportStore store = contents.<ExportStore>map(found -> found).orElseGet(target::store);
            Export.Result result = read(wish, target, store, Math.toIntExact(estimate.calls()), read);
            boolean isWhole = isWhole(result)
                    && contents.filter(found -> found.refused() > 0).isEmpty();
            target.finish(isWhole);
            report(result, read);
            contents.ifPresent(found -> out.println(found.summary()));
            target.printNext(out);
            out.flush();
            return isWhole;
        } catch (KeapFailure e) {
            String sentence =
                    "%s. Run the same command again: it goes on at the page where it was.".formatted(e.getMessage());
            target.failed(sentence);
            throw new CommandFailure(sentence);
        }
    }

    private Optional<ContentStore> contents(Wish wish, ExportTarget target) {
        return Optional.ofNullable(wish.contents())
                .map(folder -> new ContentStore(
                        target.store(), new FileContents(keap.keap(), KeapSource.CALL_TIMEOUT), folder, clock));
    }

    private Export.Result read(
            Wish wish, ExportTarget target, ExportStore store, int calls, Map<ExportObject, Progress> read) {
        try (var progress = dev.keapsink.tools.common.Progress.of("pages", calls, terminal, out)) {
            return new Export(
                            keap.keap(),
                            new Export.Request(wish.objects(), target.since()),
                            store,
                            KeapSource.CALL_TIMEOUT,
                            clock,
                            (object, page) -> {
                                read.put(object, page);
                                progress.accept(read.values().stream()
                                        .mapToInt(Progress::pages)
                                        .sum());
                                target.paged();
                                keap.renew();
                            })
                    .run();
        }
    }

    private static boolean isWhole(Export.Result result) {
        return result.unread().isEmpty() && result.inexact().isEmpty();
    }

    private void report(Export.Result result, Map<ExportObject, Progress> read) {
        read.forEach((object, page) -> out.printf("  %-14s %,9d rows%n", object.view(), page.items()));
        result.unread().forEach((object, why) -> out.printf("  %-14s not read: %s.%n", object.view(), why));
        result.inexact()
                .forEach(object -> out.printf(
                        "  %-14s Keap counts more rows than its list shows; run the export again later.%n",
                        object.view()));
    }
}
