package dev.keapsink.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedHostsTest {

    private final AllowedHosts hosts =
            AllowedHosts.parse("files.example.org, *.CDN.example.net ,xn--bcher-kva.example");

    @ParameterizedTest
    @ValueSource(strings = {"files.example.org", "a.cdn.example.net", "b.a.cdn.example.net", "xn--bcher-kva.example"})
    void allowsTheNamesAndWhatIsBelowAStar(String host) {
        assertThat(hosts.allow(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "example.org",
                "a.files.example.org",
                "files.example.org.evil.com",
                "evilfiles.example.org",
                "cdn.example.net",
                "evilcdn.example.net",
                ".cdn.example.net",
                "-.cdn.example.net",
                "*.cdn.example.net",
                "a.cdn.example.net.evil.com",
                "127.0.0.1",
                "localhost",
                ""
            })
    void refusesEveryOtherName(String host) {
        assertThat(hosts.allow(host)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a.example.org,",
                "localhost",
                "*",
                "*.",
                "*.org",
                "a.*.org",
                "*a.example.org",
                "https://a.org",
                "a.org/x",
                "a.org:443",
                "127.0.0.1",
                "2130706433",
                "0x7f.0x1",
                "a.0x7f",
                "[::1]",
                "::1",
                "a..org",
                "a.org.",
                "user@a.org",
                "a b.org",
                "-a.org",
                "a-.org",
                "b\u00FCcher.example"
            })
    void aListHoldsNamesOfHostsAlone(String list) {
        assertThatThrownBy(() -> AllowedHosts.parse(list)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nothingIsAllowedByDefault() {
        assertThat(AllowedHosts.NONE.isEmpty()).isTrue();
        assertThat(AllowedHosts.NONE.allow("files.example.org")).isFalse();
    }
}
