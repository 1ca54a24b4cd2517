package dev.keapsink.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.record.Cause;
import dev.keapsink.record.Reason;
import dev.keapsink.support.DocumentedSetting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    void theTableOfSettingsIsTheOneThatIsRead() {
        Map<String, DocumentedSetting> rows = DocumentedSetting.byVariable();

        assertThat(rows.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        SinkConfig.table().stream().map(Setting::variable).toList());
        assertThat(SinkConfig.table())
                .allSatisfy(setting ->
                        assertThat(rows.get(setting.variable()).meaning()).startsWith(setting.meaning()));
    }

    /** Two stand for settings of the deployment, which have defaults of their own there. */
    @Test
    void theTableOfSettingsHasTheDefaults() {
        Set<Setting<?>> ofTheDeployment = Set.of(SinkConfig.CREDENTIALS_PARAMETER, SinkConfig.LEDGER_TABLE);
        Map<String, DocumentedSetting> rows = DocumentedSetting.byVariable();

        assertThat(SinkConfig.table())
                .filteredOn(setting -> !ofTheDeployment.contains(setting))
                .allSatisfy(setting ->
                        assertThat(rows.get(setting.variable()).byDefault()).isEqualTo(setting.byDefault()));
    }

    @Test
    void theDocumentedLimitsAreTheRealOnes() {
        Map<String, DocumentedSetting> rows = DocumentedSetting.byVariable();

        assertThat(rows.get("KEAP_SINK_SPIKE_LIMIT").meaning())
                .contains(limits("second", CredentialLimits.API_KEY.perSecond(), CredentialLimits.GRANT.perSecond()));
        assertThat(rows.get("KEAP_SINK_MINUTE_LIMIT").meaning())
                .contains(limits("minute", CredentialLimits.API_KEY.perMinute(), CredentialLimits.GRANT.perMinute()));
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
