package dev.keapsink.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keapsink.keap.KeapFailure;
import dev.keapsink.simulator.Fault;
import dev.keapsink.simulator.RequestModel;
import dev.keapsink.simulator.Resource;
import dev.keapsink.simulator.StoredContact;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExportTest {

    private static final Set<ExportObject> CONTACTS = Set.of(ExportObject.CONTACT, ExportObject.CONTACT_TAG);

    private final ExportWorld world = new ExportWorld();

    @AfterEach
    void close() throws SQLException {
        world.close();
    }

    private long calls(String call) {
        return world.calls().stream().filter(call::equals).count();
    }

    @Test
    void everyListOfAnAccountIsRead() {
        world.fill();

        Export.Result result = world.export();

        assertThat(result).isEqualTo(new Export.Result(Map.of(), Set.of()));
        assertThat(world.rows("SELECT object, count(*) FROM keap_sink.current_row GROUP BY 1 ORDER BY 1"))
                .containsExactly(
                        "company 1",
                        "contact 2",
                        "contact_tag 3",
                        "contact_type 4",
                        "order 1",
                        "stage 1",
                        "tag 3",
                        "user 1");
        assertThat(world.rows("SELECT keap_id FROM keap_sink.current_row WHERE object = 'contact_tag' ORDER BY 1"))
                .hasSize(3)
                .allMatch(id -> id.matches("\\d+:[78]"));
        assertThat(world.rows("SELECT status FROM keap_sink.run")).containsExactly("ok");
    }

    @Test
    void aSecondExportAddsNoRawRowAndForgetsNothing() {
        world.fill();
        world.export();
        List<String> before = world.tables();

        world.export();

        assertThat(world.tables()).isEqualTo(before);
    }

    @Test
    void everyCallIsOneThatKeapDocuments() {
        world.fill();
        world.export();
        world.export(ExportWorld.ALL, Instant.parse("2026-01-01T00:00:00Z"));

        assertThat(world.account.keap.calls().stream().flatMap(call -> RequestModel.problems(call).stream()))
                .isEmpty();
    }

    @Test
    void aListTakesACallForEveryThousandRows() {
        world.account.keap.addTag(7, "Lead");
        world.contacts(2_500);

        world.export(CONTACTS, null);

        assertThat(calls("GET /v1/contacts")).isEqualTo(3);
        assertThat(calls("GET /v1/tags/7/contacts")).isEqualTo(1);
        assertThat(world.rows("SELECT pages, items, counted FROM keap_sink.run_object WHERE object = 'contact'"))
                .containsExactly("3 2500 2500");
    }

    @Test
    void nothingIsSkippedIfEarlierRowsAreDeletedMeanwhile() {
        world.contacts(2_500);
        List<Long> ids =
                world.account.keap.contacts().stream().map(StoredContact::id).toList();

        world.export(CONTACTS, null, (object, progress) -> {
            if (object == ExportObject.CONTACT && progress.pages() == 1) {
                ids.subList(0, 5).forEach(world::delete);
            }
        });

        assertThat(world.rows("SELECT keap_id FROM keap_sink.current_row WHERE object = 'contact'"))
                .containsExactlyInAnyOrderElementsOf(
                        ids.stream().map(String::valueOf).toList());
    }

    @Test
    void anExportThatIsCutOffAnywhereGoesOnThere() throws SQLException {
        world.fill();
        world.contacts(1_200);
        AtomicInteger pages = new AtomicInteger();
        world.export(ExportWorld.ALL, null, (object, progress) -> pages.incrementAndGet());
        List<String> whole = world.rows("SELECT object, keap_id FROM keap_sink.current_row ORDER BY 1, 2");
        try (ExportWorld other = new ExportWorld()) {
            other.fill();
            other.contacts(1_200);
            int cuts = 0;
            while (isCutAfterAPage(other)) {
                cuts++;
            }

            assertThat(cuts).isEqualTo(pages.get());
            assertThat(other.rows("SELECT object, keap_id FROM keap_sink.current_row ORDER BY 1, 2"))
                    .isEqualTo(whole);
            assertThat(other.rows("SELECT count(*) FROM keap_sink.raw_payload"))
                    .containsExactly(String.valueOf(whole.size()));
            assertThat(other.rows("SELECT count(*) FROM keap_sink.run WHERE status = 'ok'"))
                    .containsExactly("1");
        }
    }

    private static boolean isCutAfterAPage(ExportWorld world) {
        try {
            world.export(ExportWorld.ALL, null, (object, progress) -> {
                throw new Killed();
            });
            return false;
        } catch (Killed e) {
            return true;
        }
    }

    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    @Test
    void whatIsGoneFromKeapIsMissing() {
        world.fill();
        world.export();
        long ada = world.account.keap.contacts().getFirst().id();
        world.delete(ada);

        world.export();

        assertThat(world.rows(
                        "SELECT object, keap_id FROM keap_sink.current_row WHERE missing_since IS NOT NULL ORDER BY 1"))
                .containsExactly("contact " + ada, "contact_tag " + ada + ":7");
    }

    @Test
    void anIncrementalExportReadsTheChangesAndMissesNobody() {
        world.fill();
        world.export(CONTACTS, null);
        world.account.time.advance(Duration.ofHours(1));
        Instant since = world.account.time.instant();
        world.contact("new@example.com");

        world.export(CONTACTS, since);

        assertThat(
                        world.rows(
                                "SELECT items, complete FROM keap_sink.run_object JOIN keap_sink.run USING (run_id) WHERE object = 'contact' AND window_from IS NOT NULL"))
                .containsExactly("1 t");
        assertThat(world.rows("SELECT count(*) FROM keap_sink.current_row WHERE missing_since IS NOT NULL"))
                .containsExactly("0");
    }

    @Test
    void aListThatTheEditionDoesNotHaveIsNamedAndTheOthersAreRead() {
        world.fill();
        world.account.keap.objects().refuse(Resource.ORDERS, 403);

        Export.Result result = world.export();

        assertThat(result.unread()).containsOnlyKeys(ExportObject.ORDER, ExportObject.PAYMENT);
        assertThat(world.rows("SELECT count(*) FROM keap_sink.current_row WHERE object = 'contact'"))
                .containsExactly("2");
    }

    @Test
    void aCountThatIsNeverReachedIsReadTwiceAndNamed() {
        String answer = "{'tags':[{'id':7,'name':'Lead'}],'count':3}";
        world.account.answerNext("GET", "/v1/tags", 200, answer);
        world.account.answerNext("GET", "/v1/tags", 200, "{'tags':[{'id':7,'name':'Lead'}],'count':3}");
        world.account.answerNext("GET", "/v1/tags", 200, answer);
        world.account.answerNext("GET", "/v1/tags", 200, "{'tags':[{'id':7,'name':'Lead'}],'count':3}");

        Export.Result result = world.export(Set.of(), null);

        assertThat(result.inexact()).containsExactly(ExportObject.TAG);
    }

    @Test
    void thePartsOfAListThatIsRefusedAreNotReadAndNotMissing() {
        world.fill();
        world.export();
        world.account.keap.inject(Fault.answering(403, "application/json", "{}").matching("GET", "/v1/tags"));

        Export.Result result = world.export();

        assertThat(result.unread()).containsOnlyKeys(ExportObject.TAG, ExportObject.CONTACT_TAG);
        assertThat(world.rows("SELECT count(*) FROM keap_sink.current_row WHERE missing_since IS NOT NULL"))
                .containsExactly("0");
    }

    @Test
    void thePartsOfAListThatIsTooShortAreNotMissing() {
        world.fill();
        world.export();
        for (int i = 0; i < 2; i++) {
            world.account.answerNext("GET", "/v1/tags", 200, "{'tags':[{'id':7,'name':'Lead'}],'count':3}");
            world.account.answerNext("GET", "/v1/tags", 200, "{'tags':[{'id':7,'name':'Lead'}],'count':3}");
        }

        world.export(CONTACTS, null);

        assertThat(world.rows("SELECT object FROM keap_sink.current_row WHERE missing_since IS NOT NULL"))
                .isEmpty();
    }

    @Test
    void aListWhosePagesComeAgainIsNotReadForEver() {
        world.account.answerNext("GET", "/v2/products", 200, "{'products':[],'next_page_token':'a'}");
        world.account.answerNext("GET", "/v2/products", 200, "{'products':[],'next_page_token':'b'}");
        world.account.answerNext("GET", "/v2/products", 200, "{'products':[],'next_page_token':'a'}");

        assertThatThrownBy(() -> world.export(Set.of(ExportObject.PRODUCT), null))
                .isInstanceOf(KeapFailure.Unclear.class)
                .hasMessageContaining("does not end");
    }

    @Test
    void aListBeginsAnewIfItsNextPageIsNotKnownAnyMore() {
        world.account.keap.objects().add(Resource.PRODUCTS, "{\"product_name\":\"Pen\"}");
        world.account.answerNext(
                "GET", "/v2/products", 200, "{'products':[{'id':'9','product_name':'Old'}],'next_page_token':'a'}");
        assertThatThrownBy(() -> world.export(Set.of(ExportObject.PRODUCT), null, (object, progress) -> {
                    if (object == ExportObject.PRODUCT) {
                        throw new Killed();
                    }
                }))
                .isInstanceOf(Killed.class);
        world.account.answerNext("GET", "/v2/products", 400, "{'message':'Invalid page token'}");

        Export.Result result = world.export(Set.of(ExportObject.PRODUCT), null);

        assertThat(result.unread()).isEmpty();
        assertThat(world.rows("SELECT count(*) FROM keap_sink.current_row WHERE object = 'product'"))
                .containsExactly("2");
    }

    @Test
    void contactTypesAreReadFromTheOlderListIfThereIsNoOther() {
        world.account.keap.inject(
                Fault.answering(404, "application/json", "{}").matching("GET", "/v2/settings/contactOptionTypes"));

        Export.Result result = world.export(Set.of(), null);

        assertThat(result.unread()).isEmpty();
        assertThat(world.rows("SELECT count(*) FROM keap_sink.current_row WHERE object = 'contact_type'"))
                .containsExactly("4");
    }

    @Test
    void aKeapThatIsDownEndsTheExportAndTheNextOneGoesOn() {
        world.fill();
        world.account.keap.inject(Fault.unavailable().matching("GET", "/v1/contacts"));
        assertThatThrownBy(() -> world.export(CONTACTS, null)).isInstanceOf(KeapFailure.class);
        world.account.keap.clearFaults();
        long tagCalls = calls("GET /v1/tags");

        world.export(CONTACTS, null);

        assertThat(calls("GET /v1/tags")).isEqualTo(tagCalls);
        assertThat(world.rows("SELECT count(*) FROM keap_sink.run")).containsExactly("1");
    }

    @Test
    void charactersThatJsonbRefusesAreReplaced() {
        world.account.answerNext(
                "GET",
                "/v1/tags",
                200,
                "{'tags':[{'id':7,'name':'a\\u0000b','description':'\\ud800 \\\\u0000'}],'count':1}");

        world.export(Set.of(), null);

        assertThat(
                        world.rows(
                                "SELECT payload->>'name', payload->>'description' FROM keap_sink.raw_payload WHERE object = 'tag'"))
                .containsExactly("a\ufffdb \ufffd \\u0000");
    }
}
