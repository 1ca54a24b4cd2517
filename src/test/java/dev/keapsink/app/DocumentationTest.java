package dev.keapsink.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.record.Cause;
import dev.keapsink.record.Reason;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
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

    private static String variable(Method method) {
        return "KEAP_SINK_" + method.getName().replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
    }

    private static Map<String, String> variables() throws IOException {
        Map<String, String> table = table("README.md", "## Configuration");
        table.remove("variable");
        return table;
    }

    @Test
    void theReadmeListsEveryVariableAndNoOther() throws IOException {
        assertThat(variables().keySet())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(SinkConfig.class.getMethods())
                        .map(DocumentationTest::variable)
                        .toList());
    }

    @Test
    void theReadmesDefaultsAreTheRealOnes() throws IOException {
        Map<String, String> spelledOut = new HashMap<>(variables());
        assertThat(spelledOut.get("KEAP_SINK_API_KEY"))
                .as("a key has no default")
                .isEmpty();
        spelledOut.put("KEAP_SINK_API_KEY", "KeapAK-1");

        assertThat(Settings.of(TestConfig.of(spelledOut), name -> ""))
                .isEqualTo(Settings.of(TestConfig.of(Map.of("KEAP_SINK_API_KEY", "KeapAK-1")), name -> ""));
        assertThat(spelledOut.values().stream().filter(value -> !value.isEmpty()))
                .as("so that the comparison compares something")
                .hasSizeGreaterThan(10);
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
