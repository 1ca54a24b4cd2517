package dev.keapsink.tools.keap;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.resilience.Sleeper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;

/** Calls Keap, one call after the other and slowly, and pauses when Keap asks for it. For one thread. */
public final class Keap implements AutoCloseable {
    /**
     * Under three calls a second. The sink may use the same key, which has a quota of 10 calls a second and 240 a
     * minute.
     */
    private static final Duration SPACING = Duration.ofMillis(350);

    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration AFTER_A_SPIKE = Duration.ofSeconds(5);
    private static final int MOST_PAUSES = 3;
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);

    private final KeapAccess access;
    private final InstantSource clock;
    private final Sleeper sleeper;
    private final Consumer<String> notices;
    private Instant next = Instant.MIN;

    // A followed redirect would send the key to another server.
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /** Calls Keap with this access; {@code notices} gets a sentence at the begin of each pause. */
    public Keap(KeapAccess access, InstantSource clock, Sleeper sleeper, Consumer<String> notices) {
        this.access = access;
        this.clock = clock;
        this.sleeper = sleeper;
        this.notices = notices;
    }

    /** Returns the address and the key. */
    public KeapAccess access() {
        return access;
    }

    /** Calls GET; the target starts at /v1/ or /v2/. Fails as {@link #call} does. */
    public Reply get(String target) {
        return call("GET", target, BodyPublishers.noBody());
    }

    /** Calls DELETE; fails as {@link #call} does. */
    public Reply delete(String target) {
        return call("DELETE", target, BodyPublishers.noBody());
    }

    /** Makes a call with a JSON body; fails as {@link #call} does. */
    public Reply send(String method, String target, JsonNode body) {
        return call(method, target, BodyPublishers.ofString(body.toString()));
    }

    /**
     * Returns a reply of any status but 429, which is repeated after a pause.
     *
     * @throws UnusableReply if there is no reply
     * @throws Stopped when interrupted, or if Keap throttles too long: the quota of the day, or that of the minute by
     *     others
     */
    private Reply call(String method, String target, BodyPublisher body) {
        for (int pauses = 0; ; pauses++) {
            pause(Duration.between(clock.instant(), next));
            Reply reply = exchange(method, target, body);
            if (reply.status() != 429) {
                return reply;
            }
            if (reply.dayIsUsedUp()) {
                throw Stopped.because("The calls that Keap grants the key in a day are used up. Try again tomorrow.");
            }
            Duration asked = reply.retryAfter().orElse(reply.isSpikeArrest() ? AFTER_A_SPIKE : untilNextMinute());
            if (pauses == MOST_PAUSES || asked.compareTo(LONGEST_PAUSE) > 0) {
                throw Stopped.because(
                        "Keap turns calls away, because others use up what the key is granted. Try again later.");
            }
            notices.accept("Keap asks for a pause of " + asked.toSeconds() + " s.");
            pause(asked);
        }
    }

    private Reply exchange(String method, String target, BodyPublisher body) {
        try {
            HttpResponse<String> response = client.send(
                    access.request(target)
                            .timeout(CALL_TIMEOUT)
                            .method(method, body)
                            .build(),
                    BodyHandlers.ofString());
            return new Reply(response.statusCode(), response.headers(), Json.parse(access.redacted(response.body())));
        } catch (HttpTimeoutException e) {
            throw new UnusableReply("Keap did not answer in time");
        } catch (IOException e) {
            throw new UnusableReply("Keap did not answer (%s)".formatted(access.redacted(described(e))));
        } catch (InterruptedException e) {
            throw Stopped.halfWay();
        } finally {
            // The spacing counts from the end of a call: the time at which Keap saw the call is not known.
            next = clock.instant().plus(SPACING);
        }
    }

    private static String described(IOException problem) {
        String message = problem.getMessage();
        String name = problem.getClass().getSimpleName();
        return message == null || message.isBlank() ? name : name + ": " + message;
    }

    /** Waits. An interrupt becomes {@link Stopped} and is not restored, so that the cleanup can still make calls. */
    public void pause(Duration duration) {
        try {
            if (duration.isPositive()) {
                sleeper.sleep(duration);
            }
        } catch (InterruptedException e) {
            throw Stopped.halfWay();
        }
    }

    private Duration untilNextMinute() {
        return Duration.ofSeconds(61 - clock.instant().getEpochSecond() % 60);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
