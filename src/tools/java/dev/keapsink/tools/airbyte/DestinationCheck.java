package dev.keapsink.tools.airbyte;

import dev.keapsink.check.CheckReport;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.tools.airbyte.settings.AirbyteSettings;
import dev.keapsink.tools.airbyte.settings.StreamTarget;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Checks whether the settings work. Writes nothing to Keap. */
final class DestinationCheck {

    /** The platform waits for nine minutes. */
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final AirbyteSettings settings;
    private final Output out;
    private final Clock clock;

    DestinationCheck(AirbyteSettings settings, Output out, Clock clock) {
        this.settings = settings;
        this.out = out;
        this.clock = clock;
    }

    /**
     * The first problem, with what to do about it; empty if there is none.
     *
     * @throws SyncFailure if the settings cannot be used at all
     */
    Optional<String> problem() {
        Deployments deployments = new Deployments();
        int unused = deployments.add(StreamTarget.CONTACTS);
        settings.streams().values().forEach(deployments::add);
        Destination destination = new Destination(settings, deployments, out, clock);
        destination.renewal().ifDue();
        Optional<String> ofAccount = destination.sink().check(Deadline.in(LONGEST, clock)).stream()
                .filter(line -> line.result() == CheckReport.Result.fail)
                .map(line ->
                        "%s: %s%s".formatted(line.check(), line.detail(), line.fix() == null ? "" : " " + line.fix()))
                .findFirst();
        return ofAccount.or(() -> StoredRejects.problem(settings.rejects(), clock));
    }
}
