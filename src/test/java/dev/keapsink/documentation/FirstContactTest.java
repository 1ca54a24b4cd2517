package dev.keapsink.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** scripts/first-contact, which {@code ./run infra} starts, goes the way that the README describes. */
class FirstContactTest {

    private static final List<String> WAY = List.of("## Connect it", "## Deploy it");

    /** How blocks begin that show what a command prints. */
    private static final String PRINTED = "pass  ";

    private static final Pattern HERE_DOCUMENT = Pattern.compile("documented.* <<'README'");

    /** What a reader would type; {@code emulate} only starts the account and the functions. */
    private static final Pattern COMMAND = Pattern.compile("\\s*(terraform |aws |sam |\\./run (?!emulate)).*");

    private static final List<String> SCRIPT = lines("scripts/first-contact");

    private static List<String> lines(String file) {
        return Page.of(java.nio.file.Path.of(file)).text().lines().toList();
    }

    /** The lines of the README's blocks of commands in a section, without its subsections. */
    private static Stream<String> commands(String heading) {
        List<String> found = new ArrayList<>();
        List<String> block = null;
        List<String> after = lines("README.md").stream()
                .dropWhile(line -> !line.equals(heading))
                .skip(1)
                .toList();
        for (String line : after) {
            if (line.startsWith("```")) {
                if (block != null && !block.getFirst().startsWith(PRINTED)) {
                    found.addAll(block);
                }
                block = block == null ? new ArrayList<>() : null;
            } else if (block != null) {
                block.add(line);
            } else if (line.startsWith("#")) {
                break;
            }
        }
        return found.stream();
    }

    /** The script's lines that are in here-documents with commands of the README, or those that are not. */
    private static List<String> script(boolean ofReadme) {
        List<String> found = new ArrayList<>();
        boolean inside = false;
        for (String line : SCRIPT) {
            boolean ends = line.equals("README");
            if (!ends && inside == ofReadme) {
                found.add(line);
            }
            inside = !ends && (inside || HERE_DOCUMENT.matcher(line).find());
        }
        return found;
    }

    @Test
    void runsTheReadmesCommandsInTheirOrder() {
        assertThat(WAY.stream().flatMap(FirstContactTest::commands))
                .hasSizeGreaterThan(10)
                .containsExactlyElementsOf(script(true));
    }

    @Test
    void runsNoOtherCommandThatAReaderWouldHaveToKnow() {
        assertThat(script(false)).noneMatch(line -> COMMAND.matcher(line).matches());
    }

    @Test
    void replacesNothingInThemButTheAddressOfKeap() {
        assertThat(String.join("\n", SCRIPT))
                .containsOnlyOnce("sed \"s|https://api.infusionsoft.com/crm/rest|$keap|g\"")
                .contains("eval \"$text\"");
    }

    @Test
    void isAStepOfTheTaskInfra() {
        assertThat(lines("scripts/infra")).anyMatch(line -> line.contains("scripts/first-contact"));
    }
}
