package dev.keapsink.tools.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keapsink.record.ObjectType;
import dev.keapsink.simulator.Call;
import dev.keapsink.simulator.Fault;
import dev.keapsink.simulator.KeapSimulator;
import dev.keapsink.simulator.Quota;
import dev.keapsink.simulator.Resource;
import dev.keapsink.simulator.SimulatorServer;
import dev.keapsink.simulator.memory.VirtualTime;
import dev.keapsink.tools.common.AccountException;
import dev.keapsink.tools.keap.Consent;
import dev.keapsink.tools.keap.Keap;
import dev.keapsink.tools.keap.KeapAccess;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeyFieldSetupTest {

    private static final Consent GIVEN = new Consent(Optional.empty(), true);

    private final VirtualTime time = new VirtualTime();
    private final KeapSimulator keap = new KeapSimulator(Quota.GENEROUS, time);
    private final SimulatorServer server = SimulatorServer.start(keap);
    private final StringWriter printed = new StringWriter();

    @AfterEach
    void stop() {
        server.close();
    }

    private boolean run(Consent consent, Set<ObjectType> types) {
        Map<String, String> environment =
                Map.of("KEAP_SINK_BASE_URL", server.baseUri().toString(), "KEAP_SINK_API_KEY", KeapSimulator.API_KEY);
        PrintWriter out = new PrintWriter(printed);
        try (Keap calls = new Keap(KeapAccess.from(environment), time, time, out::println)) {
            return new KeyFieldSetup(calls, "Keap Sink Key", consent, out).run(types);
        }
    }

    private List<String> writes() {
        return keap.calls().stream()
                .filter(Call::isWrite)
                .map(call -> call.method() + " " + call.path())
                .toList();
    }

    private List<String> lines() {
        return printed.toString().lines().toList();
    }

    @Test
    void makesTheFieldOfEachStreamThatNeedsOneAndMakesItOnce() {
        Set<ObjectType> types = EnumSet.allOf(ObjectType.class);

        assertThat(run(GIVEN, types)).isTrue();
        assertThat(writes())
                .containsExactly(
                        "POST /v2/companies/model/customFields",
                        "POST /v2/opportunities/model/customFields",
                        "POST /v2/orders/model/customFields",
                        "POST /v2/notes/model/customFields");
        assertThat(lines())
                .anyMatch(line -> line.startsWith("notes: made (_KeapSinkKey"))
                .last()
                .asString()
                .startsWith("tasks: the field is there by now (_KeapSinkKey");

        assertThat(run(GIVEN, types)).isTrue();
        assertThat(writes()).hasSize(4);
        assertThat(lines().getLast()).startsWith("tasks: the field is there (_KeapSinkKey");
    }

    @Test
    void needsNoKeyForStreamsWithoutOne() {
        assertThat(run(GIVEN, EnumSet.of(ObjectType.CONTACTS, ObjectType.PRODUCTS)))
                .isTrue();
        assertThat(lines()).containsExactly("No key field is needed: products, contacts have none.");
        assertThat(keap.calls()).isEmpty();
    }

    @Test
    void writesNothingWithoutAYes() {
        BufferedReader no = new BufferedReader(new StringReader("no\n"));

        assertThatThrownBy(() -> run(new Consent(Optional.of(no), false), EnumSet.of(ObjectType.NOTES)))
                .isInstanceOf(AccountException.class)
                .hasMessage("Nothing was written.");
        assertThat(writes()).isEmpty();
        assertThat(printed.toString()).contains("the text field \"Keap Sink Key\" of notes.");
    }

    @Test
    void countsAFieldAsMadeThatIsThereAfterALostAnswer() {
        keap.inject(Fault.replyLostAfterCommit().onNext(1).matching("POST", "/v2/notes/model/customFields"));

        assertThat(run(GIVEN, EnumSet.of(ObjectType.NOTES))).isTrue();
        assertThat(writes()).hasSize(1);
    }

    @Test
    void saysWhatKeapRefusedAndGoesOn() {
        keap.objects().refuse(Resource.COMPANIES, 403);
        keap.inject(Fault.error(400, "Too many fields").matching("POST", "/v2/notes/model/customFields"));

        assertThat(run(GIVEN, EnumSet.of(ObjectType.COMPANIES, ObjectType.NOTES, ObjectType.TASKS)))
                .isFalse();
        assertThat(lines())
                .anyMatch(line -> line.startsWith("companies: Keap refused (403"))
                .anyMatch(line -> line.startsWith("notes: Keap refused (400"))
                .anyMatch(line -> line.startsWith("tasks: made"));
    }

    @Test
    void saysThatTheKeyIsNotTaken() {
        keap.acceptKey("another");

        assertThatThrownBy(() -> run(GIVEN, EnumSet.of(ObjectType.NOTES)))
                .isInstanceOf(AccountException.class)
                .hasMessageContaining("401");
    }
}
