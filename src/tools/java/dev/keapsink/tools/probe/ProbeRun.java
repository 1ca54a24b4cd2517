package dev.keapsink.tools.probe;

import dev.keapsink.tools.common.AccountException;
import dev.keapsink.tools.common.TerminalText;
import dev.keapsink.tools.keap.Consent;
import dev.keapsink.tools.keap.Json;
import dev.keapsink.tools.keap.Keap;
import dev.keapsink.tools.keap.Stopped;
import dev.keapsink.tools.keap.UnusableReply;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** One probe: reads the account, asks for consent, runs the experiments, and deletes the test contacts. */
final class ProbeRun {
    /**
     * In the order of running: later experiments use findings of earlier ones, and the last may make a second contact.
     */
    private static final List<Experiment> EXPERIMENTS = List.of(
            new Upserts(),
            ListWrite.EMAILS,
            ListWrite.PHONES,
            ListWrite.ADDRESSES,
            new CustomFieldWrite(),
            Encoding.YES_NO,
            Encoding.LIST_BOX,
            Encoding.DATE,
            Encoding.MONTH,
            Encoding.DAY_OF_WEEK,
            new Clearing(),
            new UnknownType(),
            new LongValue(),
            new DuplicateCheck());

    private final Keap keap;
    private final TestContact contact;
    private final Consent consent;
    private final Shutdown shutdown;
    private final PrintWriter out;
    private final Report report;
    private boolean stopped;

    ProbeRun(Keap keap, String token, Consent consent, Shutdown shutdown, PrintWriter out) {
        this.keap = keap;
        this.contact = new TestContact(keap, token);
        this.consent = consent;
        this.shutdown = shutdown;
        this.out = out;
        this.report = new Report(out);
    }

    /**
     * Returns whether all experiments ran, every test contact is deleted, and the report is written.
     *
     * @throws AccountException if the probe ended before its first write
     */
    boolean run(Optional<Path> jsonFile) {
        try {
            Account account = Account.read(keap);
            announce(account);
            consent.ask(out);
            shutdown.beginExperiments();
            List<String> left = experiment(ExperimentContext.of(account, contact, report));
            report.printMapping();
            left.forEach(sentence -> out.printf("%n%s%n", sentence));
            if (left.isEmpty()) {
                out.printf("%nEvery contact that the probe made is deleted.%n");
            }
            boolean written = jsonFile.isEmpty() || write(jsonFile.get(), account, left);
            return written && left.isEmpty() && !stopped;
        } finally {
            out.flush();
            shutdown.end();
        }
    }

    /** Runs the experiments and the cleanup. Returns a sentence for each contact that may be left. */
    private List<String> experiment(ExperimentContext context) {
        List<String> left = new ArrayList<>();
        try {
            for (Experiment experiment : EXPERIMENTS) {
                conduct(experiment, context);
            }
        } catch (Stopped e) {
            stopped = true;
            report.add("Stopped", "stopped", String.valueOf(e.getMessage()));
        } finally {
            shutdown.beginCleanup();
            left.addAll(new Cleanup(keap, contact).run());
        }
        return left;
    }

    private void conduct(Experiment experiment, ExperimentContext context) {
        try {
            experiment.run(context);
        } catch (Stopped e) {
            throw e;
        } catch (RuntimeException e) {
            String why = e instanceof UnusableReply ? e.getMessage() : "the probe itself failed, " + e;
            report.add(experiment.topic(), "unknown", "not learnt: " + why);
            if (!contact.exists()) {
                throw Stopped.because("Without a test contact there is nothing to find out.");
            }
        }
    }

    private void announce(Account account) {
        out.printf("Keap account %s, as %s.%n", TerminalText.line(account.tenant()), TerminalText.line(account.user()));
        out.printf(
                "Contact types: %s. Custom contact fields: %d.%n%n",
                account.contactTypes().isEmpty() ? "none shown" : String.join(", ", account.contactTypes()),
                account.fields().size());
        out.printf("To be written at %s:%n", keap.access().baseUrl());
        out.printf("  one test contact, \"Keap Sink Probe\", %s;%n", contact.address());
        out.printf(
                "  some PUTs and PATCHes on it (names, addresses, phone numbers, contact type%s);%n", fields(account));
        out.printf("  perhaps a second contact, %s;%n", contact.secondAddress());
        out.printf("  then the deletion of both.%n");
        out.printf("No tags. Your account may start an automation of its own for a new contact.%n%n");
        out.flush();
    }

    private static String fields(Account account) {
        String fields = EXPERIMENTS.stream()
                .flatMap(experiment -> experiment.fields(account).stream())
                .distinct()
                .map(Field::toString)
                .collect(Collectors.joining(", "));
        return fields.isEmpty() ? "" : ", the custom fields " + fields;
    }

    private boolean write(Path file, Account account, List<String> left) {
        try {
            Files.writeString(file, Json.pretty(report.json(account, left)));
            return true;
        } catch (IOException e) {
            out.printf("%nThe report cannot be written to %s (%s).%n", file, e.getMessage());
            return false;
        }
    }
}
