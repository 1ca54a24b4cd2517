package dev.keapsink.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keapsink.keap.KeapFailure;
import dev.keapsink.simulator.Fault;
import dev.keapsink.simulator.Resource;
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

    private void fill() {
        world.account.keap.addTag(7, "Lead");
        world.account.keap.addTag(8, "Customer");
        world.account.keap.addTag(9, "Unused");
        long ada = world.contact("ada@example.com");
        long bob = world.contact("bob@example.com");
        world.wear(7, ada);
        world.wear(7, bob);
        world.wear(8, bob);
        world.account.keap.objects().addStage(1, "New");
        world.account.keap.objects().add(Resource.COMPANIES, "{\"company_name\":\"Acme\"}");
        long order = world.account.keap.objects().add(
                Resource.ORDERS,
                "{\"contact_id\":\"%d\",\"order_title\":\"One\",\"order_type\":\"OFFLINE\",\"order_time\":\"2026-01-01T00:00:00.000Z\",\"order_items\":[]}"
                        .formatted(ada));
        assertThat(order).isPositive();
    }

    @Test
    void everyListOfAnAccountIsRead() {
        fill();

        Export.Result result = world.export();

        assertThat(result).isEqualTo(new Export.Result(Map.of(), Set.of()));
        assertThat(world.rows("SELECT object, count(*) FROM keap_sink.current_row GROUP BY 1 ORDER BY 1"))
                .containsExactly("company 1", "contact 2", "contact_tag 3", "contact_type 1", "order 1", "stage 1", "tag 3", "user 1");
        assertThat(world.rows(
                        "SELECT keap_id FROM keap_sink.current_row WHERE object = 'contact_tag' ORDER BY 1"))
                .hasSize(3)
                .allMatch(id -> id.matches("\\d+:[78]"));
        assertThat(world.rows("SELECT status FROM keap_sink.run")).containsExactly("ok");
    }

    @Test
    void aSecondExportAddsNoRawRowAndForgetsNothing() {
        fill();
        world.export();
        List<String> before = world.tables();

        world.export();

        assertThat(world.tables()).isEqualTo(before);
    }
}
