package dev.keapsink.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.record.Cause;
import dev.keapsink.record.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documentation lists is what the code has. */
class DocumentationTest {

    private static final Pattern ROW = Pattern.compile("\\| `?([A-Za-z0-9_]+)`? \\|([^|]*)\\|.*");

    /** A table's rows below the heading with these words: first cell → second cell. */
    private static Map<String, String> table(String file, String heading) throws IOException {
        String text = Files.readString(Path.of(file));
        String section = text.substring(text.indexOf(heading)).split("\n#", 2)[0];
        Map<String, String> rows = new LinkedHashMap<>();
        for (String line : section.lines().skip(1).toList()) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                rows.put(row.group(1), row.group(2).replace("`", "").strip());
            }
        }
        return rows;
    }

    @Test
    void theReadmesTableOfSettingsIsTheOneThatIsRead() throws IOException {
        assertThat(Path.of("README.md"))
                .content()
                .contains(SinkConfig.table().stream()
                        .map(DocumentationTest::row)
                        .collect(Collectors.joining("", "| variable | default | meaning |\n|---|---|---|\n", "\n")));
    }

    private static String row(Setting<?> setting) {
        String byDefault = setting.byDefault().isEmpty() ? "" : " `%s`".formatted(setting.byDefault());
        return "| `%s` |%s | %s |\n".formatted(setting.variable(), byDefault, setting.meaning());
    }

    @Test
    void theReadmesLimitsAreTheRealOnes() throws IOException {
        String readme = Files.readString(Path.of("README.md"));

        assertThat(readme)
                .contains(
                        limits("second", CredentialLimits.API_KEY.perSecond(), CredentialLimits.GRANT.perSecond()),
                        limits("minute", CredentialLimits.API_KEY.perMinute(), CredentialLimits.GRANT.perMinute()));
    }

    private static String limits(String time, int forKey, int forGrant) {
        return String.format(
                Locale.ROOT,
                "Keap calls a %s for the credential; unset: %d for an API key, %,d for OAuth2;",
                time,
                forKey,
                forGrant);
    }

    @Test
    void everyReasonAndCauseIsExplained() throws IOException {
        assertThat(table("docs/failures.md", "## Rejected").keySet())
                .contains(Stream.of(Reason.values()).map(Reason::code).toArray(String[]::new))
                .hasSize(Reason.values().length + 1);
        assertThat(table("docs/failures.md", "## Waiting").keySet())
                .contains(Stream.of(Cause.values()).map(Cause::code).toArray(String[]::new));
    }
}
