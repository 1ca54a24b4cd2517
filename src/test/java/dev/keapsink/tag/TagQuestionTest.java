package dev.keapsink.tag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.record.TagName;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Questions as keys of maps. */
class TagQuestionTest {

    private static final List<TagQuestion.ById> IDS = Stream.of(1L, 2L, 4294967297L, Long.MAX_VALUE)
            .map(TagQuestion.ById::new)
            .toList();

    private static final List<TagQuestion.ByName> NAMES = Stream.of("a~", "b_", "A~", "")
            .flatMap(name -> Stream.of(new TagName(name, true), new TagName(name, false)))
            .map(TagQuestion.ByName::new)
            .toList();

    @Test
    void anIdNeverHasTheHashCodeOfAName() {
        assertThat(IDS).allMatch(id -> id.hashCode() % 2 == 0);
        assertThat(NAMES).allMatch(name -> name.hashCode() % 2 != 0);
    }

    @Test
    void noTwoAreTheSameInTheOrderOrAsTexts() {
        assertThat(new TreeSet<>(IDS)).hasSameSizeAs(IDS);
        assertThat(new TreeSet<>(NAMES)).hasSameSizeAs(NAMES);
        assertThat(Stream.concat(IDS.stream(), NAMES.stream()).map(TagQuestion::text))
                .doesNotHaveDuplicates();
    }

    @Test
    void oneSubjectIsOneTagWhateverItsCase() {
        assertThat(NAMES.stream().map(TagQuestion::subject).distinct()).containsExactly("name a~", "name b_", "name ");
    }
}
