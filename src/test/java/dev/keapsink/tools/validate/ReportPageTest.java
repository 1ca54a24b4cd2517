package dev.keapsink.tools.validate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.tools.database.Database;
import dev.keapsink.tools.postgres.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportPageTest {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

    private static final Database DATABASE = Database.at(PostgresServer.database(), Optional.empty());
    private static String page = "";

    @BeforeAll
    static void makeThePage() throws IOException, SQLException {
        DATABASE.migrate();
        try (Connection connection = DATABASE.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(Files.readString(Path.of("src/test/resources/sql/good-world.sql")));
            statement.execute("""
                    select put('contact', '3', '{"email_addresses": [{"field": "EMAIL1", "email": "Ada@example.com"}]}');
                    select put('contact', '4', '{"given_name": "Zaphod<script>alert(1)</script>", "family_name": "B"}');
                    select put('contact_tag', '1:8', '{"contact_id": "1", "tag_id": "8"}');
                    insert into keap_sink.run_minute (run_id, minute, calls, throttled, quota)
                    select '00000000-0000-0000-0000-000000000002', now() - i * interval '1 minute', 200 + i % 60, i % 7 / 6, 240
                      from generate_series(1, 40) as i;
                    update keap_sink.outcome set stream = '<b>contacts</b>' where message_id = 'm2'""");
            List<CheckOutcome> outcomes = new Validation(connection).run(SqlPack.checks());
            page = new ReportPage(connection, Instant.parse("2026-12-01T08:00:00Z")).html(outcomes);
        }
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void theVerdictComesFirst() {
        assertThat(page).contains("1 of 37 checks failed, 3 warn.").contains("2026-12-01T08:00:00Z");
    }

    @Test
    void everySectionHasItsRows() {
        assertThat(page)
                .contains("<td>created</td><td class=\"n\">10</td>")
                .contains("<td>invalid_value</td>")
                .contains("<td>contact_tag</td><td class=\"n\">2</td>")
                .contains("The line is the quota, 240 calls a minute.")
                .contains("<code>tag_known</code>: 1 row.")
                .contains("<th>tag_id</th>")
                .contains("<td>check</td><td>failed</td>");
    }

    @Test
    void noPersonalValueIsShown() {
        assertThat(page).doesNotContain("ada@").doesNotContain("Ada@").doesNotContain("Zaphod");
        assertThat(page).contains("<td>xxx@xxxxxxx.xxx</td>");
    }

    @Test
    void nothingInItIsMarkupOrScript() {
        assertThat(page)
                .doesNotContain("<script")
                .doesNotContain("<b>contacts")
                .contains("&lt;b&gt;contacts&lt;/b&gt;");
    }

    @Test
    void itNeedsNoOtherFile() {
        assertThat(page)
                .doesNotContain("http")
                .doesNotContain("src=")
                .doesNotContain("url(")
                .doesNotContain("href");
    }

    static boolean hasChromium() {
        return Files.isExecutable(CHROMIUM);
    }

    @ParameterizedTest
    @EnabledIf("hasChromium")
    @ValueSource(ints = {1280, 390})
    void aBrowserShowsIt(int width, @TempDir Path folder) throws IOException, InterruptedException {
        Path html = Files.writeString(folder.resolve("report.html"), page);
        Path picture = folder.resolve("report.png");

        Process browser = new ProcessBuilder(
                        CHROMIUM.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--hide-scrollbars",
                        "--user-data-dir=" + folder.resolve("profile"),
                        "--screenshot=" + picture,
                        "--window-size=%d,2400".formatted(width),
                        html.toUri().toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();

        assertThat(browser.waitFor()).isZero();
        assertThat(Files.size(picture)).isGreaterThan(10_000);
        if (System.getenv("KEEP_PICTURES") != null) {
            Files.copy(
                    picture,
                    Path.of("target/report-%d.png".formatted(width)),
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
