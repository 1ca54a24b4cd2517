package dev.keapsink.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.credential.Credential.Client;
import dev.keapsink.credential.Credential.Grant;
import dev.keapsink.credential.CredentialUnwritable;
import dev.keapsink.credential.GrantStore;
import dev.keapsink.grant.Refresh;
import dev.keapsink.grant.RefreshReport;
import dev.keapsink.grant.TokenEndpoint;
import dev.keapsink.grant.TokenTransport;
import dev.keapsink.resilience.Backoff;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.simulator.KeapSimulator;
import dev.keapsink.simulator.Quota;
import dev.keapsink.simulator.TokenPair;
import dev.keapsink.simulator.memory.StoredCredential;
import dev.keapsink.support.SimulatedTokens;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Two instances of the function refresh at the same moment, with every call taking a random time on its way there and back. */
class RefreshRaceTest {

    private static final Client CLIENT = new Client("kst-client", "kst-secret-client");
    private static final int RACES = 200;

    @Test
    void theStoredRefreshTokenIsAlwaysTheLivingOne() {
        Map<RefreshReport.Result, Integer> results = new EnumMap<>(RefreshReport.Result.class);
        for (int seed = 0; seed < RACES; seed++) {
            race(seed).forEach(report -> results.merge(report.result(), 1, Integer::sum));
        }

        assertThat(results.get(RefreshReport.Result.refreshed))
                .as("one of each pair, or both one after the other: %s", results)
                .isGreaterThanOrEqualTo(RACES);
        assertThat(results.get(RefreshReport.Result.refreshed_elsewhere))
                .as("so that there were races: %s", results)
                .isGreaterThan(RACES / 4);
    }

    private static List<RefreshReport> race(int seed) {
        Scheduler time = new Scheduler(Instant.parse("2026-03-10T12:00:00Z"));
        Random chance = new Random(seed);
        KeapSimulator keap = new KeapSimulator(Quota.GENEROUS, time);
        keap.oauthClient(CLIENT.id(), CLIENT.secret());
        TokenPair first = keap.grant();
        StoredCredential stored =
                StoredCredential.of(new Grant(CLIENT, first.accessToken(), first.refreshToken(), Instant.EPOCH));
        List<RefreshReport> reports = new ArrayList<>();
        time.run(() -> {
            List<SimulatedThread> both = new ArrayList<>();
            for (int instance = 0; instance < 2; instance++) {
                both.add(time.spawn(() -> {
                    pause(time, chance, 300);
                    reports.add(refresh(time, chance, keap, stored).run(Deadline.in(Duration.ofMinutes(2), time)));
                }));
            }
            both.forEach(SimulatedThread::join);
        });
        assertThat(((Grant) stored.credential()).refreshToken())
                .as("race %d: %s", seed, reports)
                .isEqualTo(keap.validRefreshToken().orElseThrow());
        assertThat(reports).as("race %d", seed).hasSize(2);
        return reports;
    }

    private static Refresh refresh(Scheduler time, Random chance, KeapSimulator keap, StoredCredential stored) {
        TokenTransport tokens = (authorization, form, timeout) -> {
            pause(time, chance, 400);
            var reply = new SimulatedTokens(keap).post(authorization, form, timeout);
            pause(time, chance, 400);
            return reply;
        };
        return new Refresh(
                new DistantStore(stored, time, chance),
                new TokenEndpoint(tokens, time),
                deadline -> {},
                new Backoff(chance::nextDouble),
                time,
                time);
    }

    private static void pause(Scheduler time, Random chance, int millis) {
        time.sleep(Duration.ofMillis(chance.nextInt(millis)));
    }

    /** A store at some distance, some of whose writes fail, before or after they took effect. */
    private record DistantStore(StoredCredential store, Scheduler time, Random chance) implements GrantStore {

        @Override
        public String read() {
            pause(time, chance, 200);
            String text = store.read();
            pause(time, chance, 200);
            return text;
        }

        @Override
        public String name() {
            return store.name();
        }

        @Override
        public void prepare() {
            pause(time, chance, 200);
        }

        @Override
        public void write(String text) {
            pause(time, chance, 200);
            int luck = chance.nextInt(10);
            if (luck > 0) {
                store.write(text);
            }
            pause(time, chance, 200);
            if (luck < 2) {
                throw new CredentialUnwritable("Parameter Store did not answer", true);
            }
        }
    }
}
