package dev.keapsink.tools.airbyte;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keapsink.record.ObjectType;
import dev.keapsink.tools.airbyte.settings.AirbyteSettings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CatalogTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static Catalog catalog(String settings, String... streams) {
        try {
            return Catalog.of(
                    JSON.readTree(("{'streams':[" + String.join(",", streams) + "]}").replace('\'', '"')),
                    AirbyteSettings.of(
                            JSON.readTree(("{'credentials':{'auth_type':'api_key','api_key':'KeapAK-1'}"
                                            + (settings.isEmpty() ? "" : "," + settings)
                                            + "}")
                                    .replace('\'', '"')),
                            Map.of()));
        } catch (SyncFailure e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static String stream(String name, String mode, String more) {
        return "{'stream':{'name':'%s'},'sync_mode':'incremental','destination_sync_mode':'%s'%s}"
                .formatted(name, mode, more);
    }

    private static CatalogStream only(Catalog catalog) {
        assertThat(catalog.streams()).hasSize(1);
        return catalog.streams().values().iterator().next();
    }

    @Test
    void aStreamThatTheSettingsDoNotNameBecomesContacts() {
        assertThat(only(catalog("", stream("leads", "append", ""))).route())
                .isEqualTo(new Route(ObjectType.CONTACTS, 0, ""));
    }

    @Test
    void thePrimaryKeyIsTheRecordsKeyInDedupAlone() {
        String key = ",'primary_key':[['a','b'],['c']]";

        assertThat(only(catalog("", stream("leads", "append_dedup", key))).primaryKey())
                .containsExactly(List.of("a", "b"), List.of("c"));
        assertThat(only(catalog("", stream("leads", "append", key))).primaryKey())
                .isEmpty();
    }

    @Test
    void aMatchingKeyThatIsTheEmailIsNoRecordKey() {
        String object = ",'destination_object_name':'contacts','primary_key':[['email']]";

        assertThat(only(catalog("", stream("leads", "append_dedup", object))).primaryKey())
                .isEmpty();
        assertThat(only(catalog(
                                "",
                                stream(
                                        "calls",
                                        "append",
                                        ",'destination_object_name':'notes','primary_key':[['key']]")))
                        .route()
                        .type())
                .isEqualTo(ObjectType.NOTES);
    }

    @Test
    void streamsOfOneObjectWithDifferentMappingsHavePipelinesOfTheirOwn() {
        Catalog catalog = catalog(
                "'streams':{'a':{'object':'contacts','mapping':{'fields':{'email1':'mail'}}},'n':'notes'}",
                stream("a", "append", ""),
                stream("b", "append", ""),
                stream("n", "append", ""));

        assertThat(catalog.streams().values())
                .extracting(stream -> stream.route().pipeline())
                .containsExactly(0, 1, 0);
        assertThat(catalog.deployments().variables(Map.of())).hasSize(2);
    }

    @Test
    void keysOfSeveralStreamsOfContactsStayApart() {
        String key = ",'primary_key':[['id']]";

        assertThat(catalog("", stream("a", "append_dedup", key), stream("b", "append_dedup", key))
                        .streams()
                        .values())
                .extracting(stream -> stream.route().keyPrefix())
                .containsExactly("a/", "b/");
    }

    @Test
    void keysOfSeveralStreamsOfAnotherObjectNeedAPrefix() {
        String key = ",'primary_key':[['id']]";
        String one = stream("a", "append_dedup", key);
        String other = stream("b", "append_dedup", key);

        assertThatThrownBy(() -> catalog("'streams':{'a':'notes','b':'notes'}", one, other))
                .hasMessageContaining("key_prefix");
        assertThat(catalog("'streams':{'a':'notes','b':{'object':'notes','key_prefix':'b-'}}", one, other)
                        .streams()
                        .values())
                .extracting(stream -> stream.route().keyPrefix())
                .containsExactly("", "b-");
    }

    @Test
    void aMirrorNeedsAllStreamsOfContacts() {
        String whole = ",'generation_id':2,'minimum_generation_id':2";
        String mirror = "'tag_id':'101','mirror':true";

        assertThat(catalog(mirror, stream("a", "overwrite", whole)).mirrored())
                .containsExactly(new StreamName("", "a"));
        assertThat(catalog(mirror, stream("a", "overwrite", ",'generation_id':2,'minimum_generation_id':0"))
                        .mirrored())
                .isEmpty();
        assertThatThrownBy(() -> catalog(mirror, stream("a", "overwrite", whole), stream("b", "append", ""))
                        .mirrored())
                .hasMessageContaining("The stream b");
    }

    @Test
    void overwriteIsForContactsAlone() {
        assertThatThrownBy(() ->
                        catalog("'tag_id':'101','mirror':true,'streams':{'n':'notes'}", stream("n", "overwrite", "")))
                .hasMessageContaining("becomes notes");
    }

    @Test
    void aStreamTwiceIsAFault() {
        assertThatThrownBy(() -> catalog("", stream("a", "append", ""), stream("a", "append", "")))
                .hasMessageContaining("twice");
    }

    @Test
    void aCatalogWithoutStreamsHasAPipelineAllTheSame() {
        assertThat(catalog("").deployments().variables(Map.of())).hasSize(1);
    }

    @Test
    void aStreamWithoutANameIsRefused() {
        assertThatThrownBy(() -> catalog("", "{'destination_sync_mode':'append'}"))
                .isInstanceOf(SyncFailure.class)
                .hasMessage("A stream in the file after --catalog has no name.");
    }
}
