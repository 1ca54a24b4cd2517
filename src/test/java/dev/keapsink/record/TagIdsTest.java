package dev.keapsink.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TagIdsTest {

    @Test
    void readsAList() {
        assertThat(TagIds.of(" 12, 7 ,12;8")).containsExactly(12L, 7L, 8L);
        assertThat(TagIds.of("[12,7]")).containsExactly(12L, 7L);
        assertThat(TagIds.of("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"12,vip", "0", "-1", "1.5", "1 2", "1000000000000000000", "٣", "true"})
    void refusesWhatIsNoPositiveWholeNumber(String text) {
        assertThatThrownBy(() -> TagIds.of(text)).isInstanceOf(InvalidValue.class);
    }
}
