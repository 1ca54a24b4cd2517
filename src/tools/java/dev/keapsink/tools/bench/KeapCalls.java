package dev.keapsink.tools.bench;

import dev.keapsink.tools.bench.Figures.Sample;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts the calls to Keap for a hundred new contacts: writes, a second tag, look-ups of a cold start, and calls per
 * record.
 */
final class KeapCalls implements Measurement {
    static final String WRITES = "writes_for_100_new_contacts_with_one_tag_calls";
    static final String SECOND_TAG = "writes_that_a_second_tag_adds_calls";
    static final String LOOK_UPS = "look_ups_of_a_cold_start_calls";
    static final String PER_RECORD = "keap_calls_per_record_calls";
    private static final int CONTACTS = 100;

    private final Leads leads = new Leads();

    @Override
    public String name() {
        return "keap-calls";
    }

    @Override
    public List<String> figures() {
        return List.of(WRITES, SECOND_TAG, LOOK_UPS, PER_RECORD);
    }

    @Override
    public Sample measure(BenchContext lab) throws IOException, InterruptedException {
        Map<String, Double> values = new LinkedHashMap<>();
        CallFigures oneTag = calls(lab, String.valueOf(KeapServer.TAG), 1);
        values.put(WRITES, (double) oneTag.writes());
        CallFigures twoTags = calls(lab, KeapServer.TAG + "," + KeapServer.SECOND_TAG, 1);
        values.put(SECOND_TAG, (double) twoTags.writes() - oneTag.writes());
        values.put(LOOK_UPS, (double) oneTag.calls() - oneTag.writes());
        int batches = lab.effort().isQuick() ? 2 : 10;
        values.put(
                PER_RECORD,
                (double) calls(lab, String.valueOf(KeapServer.TAG), batches).calls() / batches / CONTACTS);
        return new Sample(values);
    }

    private CallFigures calls(BenchContext lab, String tags, int batches) throws IOException, InterruptedException {
        try (var account = lab.account();
                MeasuredFunction function = lab.function(account, Map.of("KEAP_SINK_TAG_IDS", tags))) {
            function.write(leads, batches * CONTACTS, CONTACTS);
            return account.figures();
        }
    }
}
