package dev.keapsink.support;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Values of a setting that are near the limits of what the function takes. The templates must agree with the function.
 *
 * @param variable the function's environment variable
 * @param taken values that the function starts with
 * @param refused values that stop the function's start
 */
public record TriedSetting(String variable, List<String> taken, List<String> refused) {

    private static final List<String> DURATIONS =
            List.of("PT0.1S", "PT1S", "PT2.5S", "PT15S", "PT999S", "PT1M", "PT15M");

    private static final List<String> NO_DURATIONS = List.of(
            "PT..S", "PT.S", "PT.M", "PT1..5S", "PT0S", "PT00S", "PT0.0S", "PT0M", "PT1.5M", "PTS", "15", "15S");

    private static final List<String> NO_ADDRESSES = List.of(
            "api.infusionsoft.com",
            "/token",
            "https:///token",
            "ftp://api.infusionsoft.com/token",
            "https://user:password@api.infusionsoft.com/token",
            "https://api.infusionsoft.com/token#now",
            "https://api.infusionsoft.com/to ken");

    /** Returns the settings whose values the templates check with a pattern or with limits. */
    public static Stream<TriedSetting> all() {
        return Stream.of(
                new TriedSetting("KEAP_SINK_CONNECT_TIMEOUT", DURATIONS, NO_DURATIONS),
                new TriedSetting("KEAP_SINK_CALL_TIMEOUT", DURATIONS, NO_DURATIONS),
                new TriedSetting("KEAP_SINK_TAG_TIMEOUT", DURATIONS, NO_DURATIONS),
                new TriedSetting(
                        "KEAP_SINK_LEDGER_RETENTION",
                        List.of("P1D", "P9D", "P45D", "P999D", "P1000D", "P2999D", "P3599D", "P3649D", "P3650D"),
                        List.of("P0D", "P3651D", "P3660D", "P3700D", "P4000D", "P10000D", "PD", "P2M", "45")),
                new TriedSetting(
                        "KEAP_SINK_BASE_URL",
                        List.of(
                                "https://api.infusionsoft.com/crm/rest",
                                "https://api.infusionsoft.com/crm/rest/",
                                "http://127.0.0.1:8080",
                                "http://localhost:8080/v1/rest"),
                        Stream.concat(
                                        NO_ADDRESSES.stream(),
                                        Stream.of(
                                                "https://api.infusionsoft.com/crm/rest/v1",
                                                "https://api.infusionsoft.com/crm/rest/v2/",
                                                "https://api.infusionsoft.com/crm/rest?a=b"))
                                .toList()),
                new TriedSetting(
                        "KEAP_SINK_TOKEN_URL",
                        List.of("https://api.infusionsoft.com/token", "http://127.0.0.1:8080/token"),
                        NO_ADDRESSES),
                new TriedSetting(
                        "KEAP_SINK_TAG_IDS",
                        List.of("1", "101,205", "999999999999999999", tags(50)),
                        List.of("0", "-1", "99999999999999999999", tags(51))),
                new TriedSetting(
                        "KEAP_SINK_STREAMS",
                        List.of(
                                "contacts",
                                "notes,contacts",
                                "companies,products,contacts,opportunities,orders,payments,notes,tasks,files"),
                        List.of("contact", "notes,", "notes,contacts,notes", "contacts;notes", "subscriptions")),
                new TriedSetting(
                        "KEAP_SINK_KEY_FIELD", List.of("Keap Sink Key", "_key 1", "Schlüssel"), List.of("???", "ключ")),
                new TriedSetting(
                        "KEAP_SINK_DEFAULT_USER",
                        List.of("1", "999999999999999999", "ada@example.com"),
                        List.of("0", "-1", "Ada Lovelace", "ada", "ada@", "ada @example.com", "1000000000000000000")),
                new TriedSetting(
                        "KEAP_SINK_FILE_HOSTS",
                        List.of("files.example.org", "*.example.org", "a-b.c1.xn--p1ai,d.example.net"),
                        List.of(
                                "localhost",
                                "*",
                                "*.org",
                                "a.*.org",
                                "127.0.0.1",
                                "2130706433",
                                "https://files.example.org",
                                "files.example.org:443",
                                "files.example.org/a",
                                "files.example.org,",
                                "-a.example.org")),
                new TriedSetting(
                        "KEAP_SINK_FILE_BUCKET",
                        List.of("my-files", "a.b", "0-9"),
                        List.of("a", "ab", "My-files", "my_files", "my-files/", "-ab", "s3://my-files", "*")),
                new TriedSetting(
                        "KEAP_SINK_FILE_LIMIT",
                        List.of("1 KB", "1000 KB", "1 MB", "10 MB", "50 MB"),
                        List.of("0 MB", "51 MB", "10", "10 GB", "-1 MB", "1.5 MB")),
                new TriedSetting(
                        "KEAP_SINK_SPIKE_LIMIT",
                        List.of("1", "25", "999999999"),
                        List.of("0", "-1", "1.5", "9999999999")),
                new TriedSetting(
                        "KEAP_SINK_MINUTE_LIMIT",
                        List.of("200", "1500", "999999999"),
                        List.of("0", "1.5", "9999999999")),
                new TriedSetting(
                        "KEAP_SINK_LEDGER_KEY",
                        List.of("0123456789abcdef"),
                        List.of("0123456789abcde", "0123456789 abcdef")));
    }

    private static String tags(int number) {
        return IntStream.rangeClosed(1, number).mapToObj(String::valueOf).collect(Collectors.joining(","));
    }
}
