package dev.keapsink.content;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keapsink.record.InvalidValue;
import java.net.URI;
import java.util.Base64;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a record may name as the content of a file. */
class FileSourcesTest {

    private static final int KILOBYTE = 1024;

    private final FileSources sources = new FileSources(
            AllowedHosts.parse("files.example.org,*.cdn.example.net"),
            Optional.of("my-files"),
            new FileLimit(KILOBYTE));

    private final FileSources none = new FileSources(AllowedHosts.NONE, Optional.empty(), new FileLimit(KILOBYTE));

    private static void isRefused(ThrowingCallable call, String field, String words) {
        assertThatThrownBy(call).isInstanceOfSatisfying(InvalidValue.class, e -> {
            assertThat(e.rejection().field()).isEqualTo(field);
            assertThat(e.rejection().detail()).contains(words);
        });
    }

    private static String base64(int bytes) {
        return Base64.getEncoder().encodeToString(new byte[bytes]);
    }

    private byte[] bytes(String text) {
        return ((FileContent.Inline) sources.inline(text)).text().bytes();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SGk=",
                "data:;base64,SGk=",
                "data:text/plain;base64,SGk=",
                "DATA:text/plain;charset=UTF-8;BASE64,SGk="
            })
    void readsBase64AndDataUrls(String text) {
        assertThat(bytes(text)).isEqualTo("Hi".getBytes(UTF_8));
    }

    @Test
    void readsEveryByteAndEveryPadding() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        assertThat(bytes(Base64.getEncoder().encodeToString(all))).isEqualTo(all);
        assertThat(bytes("SGlv")).isEqualTo("Hio".getBytes(UTF_8));
        assertThat(bytes("SA==")).isEqualTo("H".getBytes(UTF_8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SGk|length",
                "SGk=    x|length",
                "S-_=|other characters",
                "SG\u00E9=|other characters",
                "S=k=|other characters",
                "====|other characters",
                "SGl=|cut off",
                "SB==|cut off",
                "data:text/plain,Hi|does not say",
                "data:text/plain;base64|does not say",
                "data:;base64,|empty",
                "''|empty"
            })
    void refusesWhatOnlyLooksLikeBase64(String text, String words) {
        isRefused(() -> sources.inline(text), "content", words);
    }

    @Test
    void countsTheBytesAndNotTheText() {
        assertThat(bytes(base64(KILOBYTE))).hasSize(KILOBYTE);
        isRefused(() -> sources.inline(base64(KILOBYTE + 1)), "content", "KEAP_SINK_FILE_LIMIT allows (1 KB)");
    }

    @ParameterizedTest
    @CsvSource({
        "https://files.example.org/a%20b.pdf?sig=x%2B,https://files.example.org/a%20b.pdf?sig=x%2B",
        "HTTPS://Files.Example.ORG.:443/A#page=2,https://files.example.org/A",
        "https://x.cdn.example.net,https://x.cdn.example.net/",
        "https://files.example.org/caf\u00E9.pdf,https://files.example.org/caf%C3%A9.pdf"
    })
    void readsAddressesOfAllowedHosts(String address, String fetched) {
        assertThat(sources.from(address)).isEqualTo(new FileContent.Address(URI.create(fetched)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://files.example.org/a.pdf|over https alone",
                "ftp://files.example.org/a.pdf|begins with https:// or s3://",
                "file:///etc/passwd|begins with https:// or s3://",
                "//files.example.org/a|begins with https:// or s3://",
                "https:files.example.org/a|no host",
                "https:///files.example.org/a|no host",
                "https://b\u00FCcher.example/a|no host",
                "https://files.example.org:8443/a|port 443",
                "https://files.example.org:80/a|port 443",
                "https://user@files.example.org/a|user or a password",
                "https://files.example.org:x@evil.example.com/a|user or a password",
                "https://files.example.org@evil.example.com/a|user or a password",
                "https://files.example.org\\@evil.example.com/a|no address",
                "https://files.example.org /a|no address",
                "https://files.example.org/a b|no address",
                "https://files.example.org%2Eevil.example.com/a|no host",
                "https://files.example.org%00.evil.example.com/a|no host",
                "https://evil.example.com/https://files.example.org/|not one that",
                "https://evil.example.com/a?files.example.org|not one that",
                "https://evil.example.com/a#files.example.org|not one that",
                "https://files.example.org.evil.example.com/a|not one that",
                "https://cdn.example.net/a|not one that",
                "https://127.0.0.1/a|not one that",
                "https://2130706433/a|not one that",
                "https://0x7f000001/a|not one that",
                "https://[::1]/a|not one that",
                "https://[::ffff:169.254.169.254]/latest/meta-data|not one that",
                "https://169.254.169.254/latest/meta-data|not one that",
                "https://localhost/a|not one that"
            })
    void refusesAddressesThatLeadElsewhere(String address, String words) {
        isRefused(() -> sources.from(address), "content_from", words);
    }

    @Test
    void readsObjectsOfTheOneBucketByTheirKeysAsTheyStand() {
        assertThat(sources.from("s3://my-files/2026/a b%20c+d\u00E9#1?x.pdf"))
                .isEqualTo(new FileContent.BucketObject("2026/a b%20c+d\u00E9#1?x.pdf"));
        assertThat(sources.from("S3://my-files/../x")).isEqualTo(new FileContent.BucketObject("../x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3://my-files", "s3://my-files/", "s3:///a", "s3:my-files/a", "s3:/my-files/a"})
    void refusesAddressesWithoutBucketOrKey(String address) {
        isRefused(() -> sources.from(address), "content_from", "s3://bucket/key");
    }

    @Test
    void refusesOtherBucketsAndKeysThatNoneHas() {
        isRefused(() -> sources.from("s3://my-files2/a"), "content_from", "not the one");
        isRefused(() -> sources.from("s3://My-Files/a"), "content_from", "not the one");
        isRefused(() -> sources.from("s3://my-files/" + "\u00E9".repeat(513)), "content_from", "1,024 bytes");
    }

    @Test
    void withoutASettingNothingIsReadAndTheRejectSaysWhichOne() {
        isRefused(() -> none.from("https://files.example.org/a"), "content_from", "KEAP_SINK_FILE_HOSTS");
        isRefused(() -> none.from("s3://my-files/a"), "content_from", "KEAP_SINK_FILE_BUCKET");
    }

    @Test
    void neitherTheTextNorTheAddressIsPrinted() {
        assertThat(sources.inline("SGk=").toString()).isEqualTo("Inline[text=Base64Text]");
        assertThat(sources.from("https://files.example.org/zoe.pdf?sig=1").toString())
                .isEqualTo("Address[files.example.org]");
        assertThat(sources.from("s3://my-files/zoe.pdf").toString()).isEqualTo("BucketObject");
    }

    @ParameterizedTest
    @CsvSource({
        "10 MB,10485760,10 MB",
        "1KB,1024,1 KB",
        "50 mb,52428800,50 MB",
        "1536 KB,1572864,1536 KB",
        "2048 KB,2097152,2 MB"
    })
    void aLimitHasAUnit(String text, int bytes, String shown) {
        assertThat(FileLimit.parse(text).bytes()).isEqualTo(bytes);
        assertThat(FileLimit.parse(text)).hasToString(shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "10 B", "0 MB", "-1 MB", "1.5 MB", "51 MB", "99999999 MB", "1 GB", "10  MB"})
    void refusesLimitsWithoutOneAndBeyondTheMemory(String text) {
        assertThatThrownBy(() -> FileLimit.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
