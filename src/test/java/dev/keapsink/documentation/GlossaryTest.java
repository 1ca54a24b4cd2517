package dev.keapsink.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A newcomer finds what a word of the trade means where the word first stands. */
class GlossaryTest {

    private static final List<String> TERMS =
            List.of("spike arrest", "event source mapping", "envelope", "redrive", "dead-letter queue", "upsert");

    private static final Pattern HIDDEN =
            Pattern.compile("(?s)!\\[.*?\\]\\([^)]*\\)|`[^`]*`|^#[^\\n]*$", Pattern.MULTILINE);

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/deploying.md", "docs/operating.md"})
    void theFirstUseOfATermIsALinkToIt(String page) {
        String text = HIDDEN.matcher(Page.of(Path.of(page)).prose())
                .replaceAll(hidden -> " ".repeat(hidden.group().length()));

        assertThat(TERMS).allSatisfy(term -> {
            String words = term.replace(" ", "\\s+");
            String anchor = term.replace(' ', '-');
            Pattern.compile("(?i)\\b%s(?!\\w)".formatted(words))
                    .matcher(text)
                    .results()
                    .map(MatchResult::end)
                    .findFirst()
                    .ifPresent(end -> assertThat(text.substring(end).toLowerCase(Locale.ROOT))
                            .as("what follows %s", term)
                            .matches("(?s)[^\\[\\]\\n]*\\]\\((docs/)?glossary\\.md#%s[),].*".formatted(anchor)));
        });
    }
}
