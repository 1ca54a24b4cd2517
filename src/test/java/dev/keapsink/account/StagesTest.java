package dev.keapsink.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keapsink.record.InvalidValue;
import dev.keapsink.simulator.memory.SimulatedAccount;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StagesTest {

    private static final String STAGES = """
            {'stages':[
              {'id':'1','name':'New'},
              {'id':'2','name':' Won '},
              {'id':'3','name':'Lost'},
              {'id':'4','name':'lost'},
              {'id':'5','name':'Qualified'},
              {'id':'6','name':'Qualified'},
              {'id':'7','name':'5'}]}""";

    private final SimulatedAccount account = new SimulatedAccount();
    private final Stages stages = new Stages(account.client, SimulatedAccount.TIMEOUT, account.time);

    private Optional<Long> find(String name) {
        account.answerNext("GET", "/v2/opportunities/stages", 200, STAGES);
        return stages.find("stage", name, account.deadline());
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "New, 1", "new, 1", "' won', 2", "Lost, 3", "lost, 4", "5, 5", "6, 6"})
    void findsAStageByIdAndName(String name, long id) {
        assertThat(find(name)).hasValue(id);
        assertThat(stages.known("stage", name)).hasValue(id);
    }

    @ParameterizedTest
    @CsvSource({"Qualified, '5, 6'", "qualified, '5, 6'", "LOST, '3, 4'"})
    void refusesANameOfSeveral(String name, String ids) {
        assertThatThrownBy(() -> find(name))
                .isInstanceOfSatisfying(
                        InvalidValue.class,
                        refused -> assertThat(refused.rejection().detail())
                                .isEqualTo("is the name of several stages in Keap; use one of their ids: " + ids));
    }

    @ParameterizedTest
    @ValueSource(strings = {"8", "Wonn", ""})
    void knowsNoOthers(String name) {
        find("1");

        assertThat(stages.known("stage", name)).isEmpty();
    }

    @Test
    void suggestsAStageForAnUnknownOne() {
        find("1");

        assertThat(stages.unknown("stage", "Wonn").rejection().detail())
                .isEqualTo("is none of the stages in Keap: \"Wonn\" (did you mean \"Won\"?)");
    }
}
