package dev.keapsink.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keapsink.keap.KeapFailure;
import dev.keapsink.record.InvalidValue;
import dev.keapsink.simulator.memory.SimulatedAccount;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsersTest {

    private static final String USERS = """
            {'users':[
              {'id':'1','status':'ACTIVE','email_addresses':[{'email':'ada@example.com','field':'EMAIL1'}]},
              {'id':'2','status':'INACTIVE','email_addresses':[{'email':'bob@example.com'}]},
              {'id':'3','status':'INVITED','email_addresses':[{'email':'Bob@example.com'},{'email':'b@example.com'}]},
              {'id':'4','status':'NOT_A_USER','email_addresses':[{'email':'eve@example.com'}]},
              {'id':'5','email_addresses':[{'email':'two@example.com'}]},
              {'id':'6','status':'ACTIVE','email_addresses':[{'email':'two@example.com'}]}]}""";

    private final SimulatedAccount account = new SimulatedAccount();
    private final Users users = new Users(account.client, SimulatedAccount.TIMEOUT, account.time);

    private Optional<Long> find(String name) {
        account.answerNext("GET", "/v2/users", 200, USERS);
        users.list().read(account.deadline());
        return users.known("user", name);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "ada@example.com, 1", "' ADA@example.com ', 1", "3, 3", "b@example.com, 3", "5, 5", "6, 6"})
    void findsAUserByIdAndAddress(String name, long id) {
        assertThat(find(name)).hasValue(id);
    }

    @ParameterizedTest
    @CsvSource({"7", "zoe@example.com", "Ada"})
    void knowsNoOthers(String name) {
        assertThat(find(name)).isEmpty();
    }

    @Test
    void anActiveUserGoesBeforeAnInactiveOneOfTheSameAddress() {
        assertThat(find("bob@example.com")).hasValue(3L);
    }

    @ParameterizedTest
    @CsvSource({"2", "4", "eve@example.com"})
    void refusesAnInactiveUser(String name) {
        assertRefused(name, "is inactive in Keap; name an active user by the e-mail address or id");
    }

    @Test
    void refusesAnAddressOfSeveral() {
        assertRefused("two@example.com", "is the address of several users in Keap; use one of their ids: 5, 6");
    }

    private void assertRefused(String name, String why) {
        assertThatThrownBy(() -> find(name))
                .isInstanceOfSatisfying(
                        InvalidValue.class,
                        refused -> assertThat(refused.rejection().detail()).isEqualTo(why));
    }

    @Test
    void readsAllPages() {
        account.answerNext("GET", "/v2/users", 200, "{'users':[{'id':'1'}],'next_page_token':'t'}");
        account.answerNext("GET", "/v2/users", 200, "{'users':[{'id':'2'}],'next_page_token':''}");

        assertThat(users.find("user", "2", account.deadline())).hasValue(2L);
        assertThat(account.calls()).containsExactly("GET /v2/users", "GET /v2/users");
    }

    @Test
    void anAnswerWithoutAListIsNotTheSameAsNoUsers() {
        account.answerNext("GET", "/v2/users", 200, "{}");

        assertThatThrownBy(() -> users.list().read(account.deadline())).isInstanceOf(KeapFailure.Unclear.class);
    }

    @Test
    void aUserIsNotShownWithTheAddresses() {
        assertThat(new User(7, java.util.List.of("ada@example.com"), "ACTIVE")).hasToString("User[7]");
    }
}
