package dev.keapsink.tools.airbyte;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keapsink.record.ObjectType;
import dev.keapsink.tools.airbyte.settings.AirbyteSettings;
import dev.keapsink.tools.airbyte.settings.SettingsInvalid;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SingerTest {

    private static final String KEY = "'credentials':{'auth_type':'api_key','api_key':'a-key-of-the-test'}";

    private static final String LEADS = "{'type':'SCHEMA','stream':'leads','schema':{},'key_properties':['id']}";

    private final SyncHarness sync = new SyncHarness();

    private static AirbyteSettings settings(String more) {
        try {
            return AirbyteSettings.of(
                    new ObjectMapper().readTree(("{" + KEY + more + "}").replace('\'', '"')), Map.of());
        } catch (JsonProcessingException | SettingsInvalid e) {
            throw new AssertionError(e);
        }
    }

    private static String lead(int id, String email) {
        return "{'type':'RECORD','stream':'leads','record':{'id':%d,'email':'%s'},'time_extracted':'2026-01-31T08:00:00.123456Z'}"
                .formatted(id, email);
    }

    private static String state(String value) {
        return "{'type':'STATE','value':%s}".formatted(value);
    }

    private void upsert() {
        sync.singer(settings(""), true);
    }

    @Test
    void returnsTheValueOfAStateOnceEveryRecordBeforeItIsInKeap() {
        upsert();
        sync.lines(
                LEADS,
                state("{ 'seen': 0 }"),
                lead(1, "a@example.com"),
                lead(2, "b@example.com"),
                state("{'bookmarks':{'leads':{'id':2,'amount':1.50}}}"));

        assertThat(sync.run()).isEqualTo(Sync.End.DONE);

        assertThat(sync.states)
                .containsExactly("{\"seen\":0}", "{\"bookmarks\":{\"leads\":{\"id\":2,\"amount\":1.50}}}");
        assertThat(sync.sink.keap.contacts()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "3", "'text'", "[]", "{}"})
    void aStateMayHaveAnyValue(String value) {
        upsert();
        sync.lines(state(value));

        sync.run();

        assertThat(sync.states).containsExactly(value.replace('\'', '"'));
    }

    @Test
    void ofRecordsWithOneKeyTheLastIsWritten() {
        upsert();
        sync.lines(LEADS, lead(1, "old@example.com"), lead(1, "new@example.com"), state("1"));

        sync.run();

        assertThat(sync.batches).containsExactly(1);
        assertThat(sync.sink.keap.contacts())
                .singleElement()
                .satisfies(contact -> assertThat(contact.emails()).containsExactly("new@example.com"));
    }

    @Test
    void appendOnlyWritesEveryRecord() {
        sync.singer(settings(""), false);
        sync.lines(LEADS, lead(1, "old@example.com"), lead(1, "new@example.com"), state("1"));

        sync.run();

        assertThat(sync.sink.keap.contacts()).hasSize(2);
        assertThat(sync.states).containsExactly("1");
    }

    @Test
    void aSignalToReplaceATableHasNoEffect() {
        upsert();
        sync.lines(
                LEADS,
                "{'type':'ACTIVATE_VERSION','stream':'leads','version':1}",
                lead(1, "a@example.com"),
                state("1"));

        sync.run();

        assertThat(sync.sink.keap.contacts()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no JSON",
                "[]",
                "{'type':'BATCH','stream':'leads'}",
                "{'stream':'leads','record':{}}",
                "{'type':'RECORD','stream':'leads'}",
                "{'type':'RECORD','record':{'id':3}}",
                "{'type':'STATE'}",
                "{'type':'SCHEMA','key_properties':[]}",
                "{'type':'SCHEMA','stream':'leads','key_properties':'id'}",
                "{'type':'RECORD','stream':'leads','record':{'id':3",
            })
    void aBadLineEndsTheInputAfterTheStatesOfWhatIsSettled(String bad) {
        upsert();
        sync.lines(LEADS, lead(1, "a@example.com"), state("1"), bad, lead(2, "b@example.com"), state("2"));

        assertThatThrownBy(sync::run)
                .isInstanceOf(SyncFailure.class)
                .hasMessageStartingWith("Message 4 of the tap is no");

        assertThat(sync.states).containsExactly("1");
        assertThat(sync.sink.keap.contacts()).hasSize(1);
    }

    @Test
    void aBadLineRejectsNoRecordWhoseReferenceMayComeAfterIt() {
        sync.sink.streams(ObjectType.CONTACTS, ObjectType.NOTES).withLedger();
        sync.singer(settings(",'streams':{'notes':'notes'}"), false);
        sync.lines(
                LEADS.replace("leads", "notes"),
                "{'type':'RECORD','stream':'notes','record':{'title':'Call','contact_email':'late@example.com'}}",
                state("1"),
                "no JSON");

        assertThatThrownBy(sync::run).isInstanceOf(SyncFailure.class);

        assertThat(sync.states).isEmpty();
        assertThat(sync.rejected).isEmpty();
    }

    @Test
    void aRecordWithoutItsSchemaEndsTheInput() {
        upsert();
        sync.lines(state("1"), lead(1, "a@example.com"), state("2"));

        assertThatThrownBy(sync::run)
                .isInstanceOf(SyncFailure.class)
                .hasMessageContainingAll("Message 2", "a record of the stream leads, whose SCHEMA has not come");

        assertThat(sync.states).containsExactly("1");
        assertThat(sync.sink.keap.contacts()).isEmpty();
    }

    @Test
    void aMarkedDeleteCreatesNoContact() {
        upsert();
        sync.lines(
                LEADS,
                "{'type':'RECORD','stream':'leads','record':{'id':1,'email':'a@example.com','_sdc_deleted_at':'2026-01-31T08:00:00Z'}}",
                state("1"));

        sync.run();

        assertThat(sync.sink.keap.contacts()).isEmpty();
        assertThat(sync.states).containsExactly("1");
    }

    @Test
    void streamsThatBecomeTheSameObjectShareNoKeys() {
        upsert();
        sync.lines(LEADS, LEADS, lead(1, "a@example.com"), state("1"), LEADS.replace("leads", "people"), state("2"));

        assertThatThrownBy(sync::run)
                .isInstanceOf(SyncFailure.class)
                .hasMessageContainingAll("the stream people, a second one that becomes contacts", "key_prefix");

        assertThat(sync.states).containsExactly("1");
    }

    @Test
    void aKeyPrefixKeepsTheirKeysApart() {
        sync.singer(settings(",'streams':{'people':{'object':'contacts','key_prefix':'p-'}}"), true);
        sync.lines(LEADS, LEADS.replace("leads", "people"), state("1"));

        sync.run();

        assertThat(sync.states).containsExactly("1");
        assertThat(sync.catalog.values())
                .extracting(stream -> stream.route().keyPrefix())
                .containsExactlyInAnyOrder("", "p-");
    }

    @Test
    void withoutKeysStreamsMayBecomeTheSameObject() {
        sync.singer(settings(""), false);
        sync.lines(LEADS, LEADS.replace("leads", "people"), state("1"));

        sync.run();

        assertThat(sync.states).containsExactly("1");
    }

    @Test
    void refusesTokensThatItCouldNotHandBack() {
        String oauth = KEY.replace(
                "api_key','api_key':'a-key-of-the-test'",
                "oauth2','client_id':'i','client_secret':'s','refresh_token':'r'");
        assertThatThrownBy(() -> sync.singer(
                        AirbyteSettings.of(
                                new ObjectMapper().readTree(("{" + oauth + "}").replace('\'', '"')), Map.of()),
                        true))
                .isInstanceOf(SyncFailure.class)
                .hasMessageContaining("set credentials.auth_type to api_key");
    }
}
