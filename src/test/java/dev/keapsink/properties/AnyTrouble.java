package dev.keapsink.properties;

import dev.keapsink.simulator.Fault;
import dev.keapsink.simulator.TagResult;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What can become of a call that one record causes: each status, each body, each delay and each way to break. What is left out
 * speaks of the credential and not of the call: a limit of the minute or the day that is used up.
 */
record AnyTrouble(String name, Fault fault) {

    private static final int[] ERRORS = {
        400, 401, 402, 403, 404, 405, 406, 408, 409, 410, 412, 413, 415, 418, 422, 423, 451, 500, 501, 502, 503, 504,
        520, 599
    };

    private static final String TAG_RESULT = "tag result ";

    private static final String SPIKE_ARREST = "spike arrest";

    private static final String RIGHT = "the right answer";

    private static final Duration BARELY_IN_TIME = Duration.ofMillis(14_900);

    private static final String[] BODIES = {
        "",
        "{}",
        "[]",
        "null",
        "7",
        "<html>hello</html>",
        "{\"id\":0}",
        "{\"id\":\"x\"}",
        "{\"tags\":[]}",
        "{\"tags\":{}}",
        "{\"contacts\":[]}",
        "{\"contacts\":[null,7,{}]}",
        "{\"option_types\":[]}",
        "{\"custom_fields\":[]}",
        "{\"message\":\"no\"}",
        "[".repeat(990) + "]".repeat(990),
        "{\"a\":".repeat(990) + "1" + "}".repeat(990)
    };

    static AnyTrouble of(Random chance) {
        if (chance.nextInt(20) == 0) {
            return new AnyTrouble(RIGHT, Fault.answeredAfter(Duration.ZERO)).late(chance);
        }
        AnyTrouble plain = plain(chance);
        return chance.nextInt(6) == 0 && plain.canBeLate() ? plain.late(chance) : plain;
    }

    /** Whether it is part of an answer that is about other contacts, too. */
    boolean isAboutTheContact() {
        return name.startsWith(TAG_RESULT);
    }

    /** Whether every call is answered as late as it may be, so that the next one is made. */
    boolean isSlowest() {
        return name.equals(RIGHT + ", after " + BARELY_IN_TIME);
    }

    /** What is turned away at the door is turned away at once. */
    private boolean canBeLate() {
        return !isAboutTheContact() && !name.equals(SPIKE_ARREST);
    }

    private static AnyTrouble plain(Random chance) {
        List<AnyTrouble> all = new ArrayList<>();
        int status = ERRORS[chance.nextInt(ERRORS.length)];
        String body = BODIES[chance.nextInt(BODIES.length)];
        all.add(new AnyTrouble("%d from Keap".formatted(status), Fault.error(status, "No")));
        all.add(new AnyTrouble("%d as a page".formatted(status), Fault.page(status, "No")));
        all.add(new AnyTrouble(
                "%d after commit".formatted(status), Fault.error(status, "No").afterCommit()));
        all.add(new AnyTrouble(
                "%d saying %.20s".formatted(status, body), Fault.answering(status, "application/json", body)));
        all.add(new AnyTrouble("200 saying %.20s".formatted(body), Fault.garbage(body)));
        all.add(new AnyTrouble("201 saying %.20s".formatted(body), Fault.answering(201, "application/json", body)));
        all.add(new AnyTrouble("204", Fault.answering(204, "text/plain", "")));
        all.add(new AnyTrouble("redirect", Fault.redirectTo(URI.create("https://elsewhere.example"))));
        all.add(new AnyTrouble("503 for an hour", Fault.answering(503, Map.of("retry-after", "3600"), "")));
        all.add(new AnyTrouble("refused connection", Fault.connectionRefused()));
        all.add(new AnyTrouble("reset before", Fault.resetBeforeHandling()));
        all.add(new AnyTrouble("reset after", Fault.replyLostAfterCommit()));
        all.add(new AnyTrouble("never answered", Fault.neverAnswered()));
        all.add(new AnyTrouble("swallowed", Fault.swallowed()));
        all.add(new AnyTrouble(SPIKE_ARREST, Fault.page(429, "Spike arrest violation")));
        for (TagResult result : TagResult.values()) {
            all.add(new AnyTrouble(TAG_RESULT + result, Fault.tagResult(result, Troubled.CONTACT)));
        }
        return all.get(chance.nextInt(all.size()));
    }

    private AnyTrouble late(Random chance) {
        Duration delay = Duration.ofMillis(
                List.of(900, 4_000, 9_000, 14_900, 15_100, 29_000, 31_000).get(chance.nextInt(7)));
        return new AnyTrouble(name + ", after " + delay, fault.delayedBy(delay));
    }

    @Override
    public String toString() {
        return name;
    }
}
