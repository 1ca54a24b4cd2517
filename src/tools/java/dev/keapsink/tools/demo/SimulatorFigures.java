package dev.keapsink.tools.demo;

import dev.keapsink.simulator.Call;
import dev.keapsink.simulator.KeapSimulator;
import dev.keapsink.simulator.StoredContact;
import java.util.ArrayList;
import java.util.List;

/**
 * What the simulator counted during a run.
 *
 * @param calls those to the API that it took; not the ones it turned away for coming too fast
 */
public record SimulatorFigures(List<StoredContact> contacts, List<Call> calls, int tooFast) {
    private static final int TOO_MANY_REQUESTS = 429;

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

    private static boolean isContactWrite(Call call) {
        return call.isWrite() && call.path().matches("/v[12]/contacts(/\\d+)?");
    }

    int tagsApplied() {
        return contacts.stream()
                .flatMap(contact -> contact.timesApplied().values().stream())
                .mapToInt(Integer::intValue)
                .sum();
    }

    public long writes() {
        return calls.stream().filter(Call::isWrite).count();
    }

    long lookUps() {
        return calls.size() - writes();
    }

    double callsPerContact() {
        return contacts.isEmpty() ? 0 : (double) calls.size() / contacts.size();
    }

    /** Returns what does not add up between the calls and the contacts, a sentence each. */
    List<String> findings() {
        List<String> findings = new ArrayList<>();
        if (created() != contacts.size()) {
            findings.add("Keap confirmed %d new contacts but holds %d".formatted(created(), contacts.size()));
        }
        return findings;
    }
}
