package dev.keapsink.lambda;

import dev.keapsink.grant.Refresh;
import dev.keapsink.grant.RefreshFailed;
import dev.keapsink.grant.RefreshReport;
import dev.keapsink.metrics.Metric;
import dev.keapsink.metrics.Metrics;
import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import java.util.List;
import org.jboss.logging.Logger;

/** Renews the OAuth2 tokens. Runs on a schedule, or when the operator invokes it. */
@Singleton
public class RefreshFunction {

    private static final Logger LOG = Logger.getLogger(RefreshFunction.class);

    private final Refresh refresh;
    private final SyncFunction.Stopwatch stopwatch;
    private final Metrics metrics;

    public RefreshFunction(Refresh refresh, SyncFunction.Stopwatch stopwatch, Metrics metrics) {
        this.refresh = refresh;
        this.stopwatch = stopwatch;
        this.metrics = metrics;
    }

    /**
     * Handles an invocation.
     *
     * @throws RefreshFailed if the operator has to do something; the failure is logged and counted
     */
    @Funq
    public RefreshReport refresh() {
        try {
            RefreshReport report = refresh.run(stopwatch.start());
            LOG.infof("Refresh: %s. %s", report.result(), report.detail());
            metrics.write(
                    List.of(Metric.count("Refreshes", report.result() == RefreshReport.Result.refreshed ? 1 : 0)));
            return report;
        } catch (RefreshFailed e) {
            LOG.errorf("Refresh failed: %s", e.getMessage());
            metrics.write(
                    List.of(Metric.count("RefreshFailures", 1), Metric.count("GrantLost", e.isGrantLost() ? 1 : 0)));
            throw e;
        }
    }
}
