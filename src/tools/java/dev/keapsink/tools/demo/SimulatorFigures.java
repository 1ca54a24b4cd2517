package dev.keapsink.tools.demo;

import dev.keapsink.simulator.Call;
import dev.keapsink.simulator.KeapSimulator;
import dev.keapsink.simulator.StoredContact;
import java.util.ArrayList;
import java.util.List;

/**
 * The simulator's contacts and calls at one moment, counted since it started.
 *
 * @param contacts the contacts that it holds
 * @param calls the API calls that it answered; neither token requests nor calls refused with 429
 * @param tooFast how many calls it refused with 429
 */
public record SimulatorFigures(List<StoredContact> contacts, List<Call> calls, int tooFast) {
    private static final int TOO_MANY_REQUESTS = 429;

    /** Takes a snapshot of a simulator. */
    public static SimulatorFigures of(KeapSimulator keap) {
        List<Call> all =
                keap.calls().stream().filter(call -> !call.isForTokens()).toList();
        List<Call> taken =
                all.stream().filter(call -> call.status() != TOO_MANY_REQUESTS).toList();
        return new SimulatorFigures(keap.contacts(), taken, all.size() - taken.size());
    }

    long created() {
        return calls.stream()
                .filter(SimulatorFigures::isContactWrite)
                .filter(call -> call.status() == 201)
                .count();
    }

    long updated() {
        return calls.stream()
                .filter(SimulatorFigures::isContactWrite)
                .filter(call -> call.status() == 200)
                .count();
    }

    private long deleted() {
        return calls.stream()
                .filter(SimulatorFigures::isContactWrite)
                .filter(call -> call.status() == 204)
                .count();
    }

    private static boolean isContactWrite(Call call) {
        return call.isWrite() && call.path().matches("/v[12]/contacts(/\\d+)?");
    }

    int tagsApplied() {
        return contacts.stream()
                .flatMap(contact -> contact.timesApplied().values().stream())
                .mapToInt(Integer::intValue)
                .sum();
    }

    /** Returns how many calls were made to write. */
    public long writes() {
        return calls.stream().filter(Call::isWrite).count();
    }

    long lookups() {
        return calls.size() - writes();
    }

    double callsPerContact() {
        return contacts.isEmpty() ? 0 : (double) calls.size() / contacts.size();
    }

    /** Returns a sentence if the calls and the contacts contradict each other; empty when all is well. */
    List<String> findings() {
        List<String> findings = new ArrayList<>();
        long left = created() - deleted();
        if (left != contacts.size()) {
            findings.add("Keap confirmed %d new contacts and %d deletions, but holds %d contacts"
                    .formatted(created(), deleted(), contacts.size()));
        }
        return findings;
    }
}
