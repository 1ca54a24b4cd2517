package dev.keapsink.value;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TimeZonesTest {

    @Test
    void areFoundInAnyCase() {
        assertThat(TimeZones.find("america/new_york")).contains("America/New_York");
        assertThat(TimeZones.find("utc")).contains("UTC");
    }

    @Test
    void othersAreNot() {
        assertThat(TimeZones.find("Europe/Paris")).isEmpty();
        assertThat(TimeZones.find("Eastern Time (US & Canada)")).isEmpty();
    }

    @Test
    void thePageListsThem() throws IOException {
        String page = Files.readString(Path.of("docs/messages.md"), UTF_8);
        String section =
                page.split("## Which time zones does Keap take\\?", -1)[1].split("```", -1)[0];

        assertThat(Pattern.compile("`([A-Za-z_]+/[A-Za-z_/]+)`")
                        .matcher(section)
                        .results()
                        .map((MatchResult result) -> result.group(1)))
                .hasSizeGreaterThan(80)
                .allSatisfy(zone -> assertThat(TimeZones.find(zone)).contains(zone));
    }
}
