package dev.keapsink.content;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keapsink.content.ContentUnavailable.Kind;
import dev.keapsink.content.Download.Answer;
import dev.keapsink.record.InvalidValue;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.simulator.memory.VirtualTime;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read, from where, and what a failure means. Nothing here touches the network. */
@Timeout(60)
class FileReaderTest {

    private static final String FILE = "https://files.example.org/zoe.pdf?sig=secret";
    private static final FileLimit LIMIT = new FileLimit(1024);

    private final VirtualTime time = new VirtualTime();
    private final List<String> asked = new ArrayList<>();
    private List<String> known = List.of("93.184.216.34");
    private Answer answer = ok("Hi");
    private Optional<byte[]> object = Optional.of("Hi".getBytes(UTF_8));
    private int refusing;

    private final FileReader reader = new FileReader(
            new FileSources(AllowedHosts.parse("files.example.org"), Optional.of("my-files"), LIMIT),
            this::addresses,
            this::download,
            Optional.of(new Bucket() {
                @Override
                public String name() {
                    return "my-files";
                }

                @Override
                public Optional<byte[]> read(String key, FileLimit limit, Deadline deadline) {
                    if (object.isPresent() && object.get().length > limit.bytes()) {
                        throw new Bucket.FileTooLarge();
                    }
                    return object;
                }
            }),
            Duration.ofSeconds(15));

    private List<InetAddress> addresses(String host, Deadline deadline) {
        assertThat(host).isEqualTo("files.example.org");
        return known.stream().map(FileReaderTest::address).toList();
    }

    private static InetAddress address(String digits) {
        try {
            return InetAddress.getByName(digits);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private Answer download(URI file, InetAddress at, FileLimit limit, Deadline deadline) {
        assertThat(file).hasToString(FILE);
        assertThat(deadline.left()).isLessThanOrEqualTo(Duration.ofSeconds(15));
        asked.add(at.getHostAddress());
        if (asked.size() <= refusing) {
            throw new ContentUnavailable(Kind.UNREACHED, "The server takes no connection");
        }
        return answer;
    }

    private static Answer ok(String body) {
        return new Answer(200, Map.of(), Optional.of(body.getBytes(UTF_8)));
    }

    private String read(String from) {
        return reader.read(
                reader.sources().from(from),
                Deadline.in(Duration.ofSeconds(100), time),
                bytes -> new String(bytes, UTF_8));
    }

    private void isRefused(String from, String words) {
        assertThatThrownBy(() -> read(from)).isInstanceOfSatisfying(InvalidValue.class, e -> {
            assertThat(e.rejection().field()).isEqualTo("content_from");
            assertThat(e.rejection().detail()).contains(words).doesNotContain("zoe", "secret");
        });
    }

    private void waits(String from, Kind kind) {
        assertThatThrownBy(() -> read(from)).isInstanceOfSatisfying(ContentUnavailable.class, e -> {
            assertThat(e.kind()).isEqualTo(kind);
            assertThat(e.getMessage()).doesNotContain("zoe", "secret", "files.example.org");
        });
    }

    @Test
    void readsWhatTheRecordHolds() {
        String read = reader.read(
                reader.sources().inline("SGk="), Deadline.in(Duration.ZERO, time), bytes -> new String(bytes, UTF_8));

        assertThat(read).isEqualTo("Hi");
    }

    @Test
    void asksTheAddressThatWasChecked() {
        assertThat(read(FILE)).isEqualTo("Hi");
        assertThat(asked).containsExactly("93.184.216.34");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "169.254.169.254",
                "10.1.2.3",
                "fd00:ec2::254",
                "64:ff9b::a9fe:a9fe",
                "::ffff:127.0.0.1"
            })
    void aHostThatLeadsIntoTheNetworkIsNotAsked(String inside) {
        known = List.of(inside);
        isRefused(FILE, "not on the public internet");

        known = List.of("93.184.216.34", inside);
        isRefused(FILE, "not on the public internet");
        assertThat(asked).isEmpty();
    }

    @Test
    void asksTheNextAddressIfOneTakesNoConnection() {
        known = List.of("93.184.216.34", "93.184.216.35", "93.184.216.36", "93.184.216.37");
        refusing = 2;
        assertThat(read(FILE)).isEqualTo("Hi");
        assertThat(asked).containsExactly("93.184.216.34", "93.184.216.35", "93.184.216.36");

        asked.clear();
        refusing = 9;
        waits(FILE, Kind.UNREACHED);
        assertThat(asked).hasSize(3);
    }

    @Test
    void aHostWithoutAddressesWaits() {
        known = List.of();
        waits(FILE, Kind.UNREACHED);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 405, 407, 410, 418, 300, 301, 302, 303, 304, 307, 308})
    void whatTheServerRefusesIsTheRecordsFault(int status) {
        answer = new Answer(status, Map.of("location", "https://169.254.169.254/"), Optional.empty());

        isRefused(FILE, "(%d)".formatted(status));
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 206, 204, 408, 421, 425, 429, 500, 502, 503, 504, 599, 999})
    void whatPassesWaits(int status) {
        answer = new Answer(status, Map.of(), Optional.empty());

        waits(FILE, Kind.FAILED);
    }

    @Test
    void heedsTheWaitThatTheServerAsksForWithinBounds() {
        assertThat(retryAfter("120")).hasValue(Duration.ofMinutes(2));
        assertThat(retryAfter("999999999")).hasValue(Duration.ofHours(1));
        assertThat(retryAfter("Wed, 21 Oct 2026 07:28:00 GMT")).isEmpty();
        assertThat(retryAfter("-1")).isEmpty();
    }

    private Optional<Duration> retryAfter(String header) {
        answer = new Answer(503, Map.of("retry-after", header), Optional.empty());
        try {
            read(FILE);
            throw new AssertionError("It was read");
        } catch (ContentUnavailable e) {
            return e.retryAfter();
        }
    }

    @Test
    void refusesFilesThatAreEmptyTooLargeOrCompressed() {
        answer = ok("");
        isRefused(FILE, "empty");
        answer = new Answer(200, Map.of(), Optional.empty());
        isRefused(FILE, "KEAP_SINK_FILE_LIMIT");
        answer = new Answer(200, Map.of("content-encoding", "gzip"), Optional.of(new byte[] {1}));
        isRefused(FILE, "compressed");
        answer = new Answer(200, Map.of("content-encoding", "Identity"), Optional.of(new byte[] {65}));
        assertThat(read(FILE)).isEqualTo("A");
    }

    @Test
    void readsObjectsOfTheBucket() {
        assertThat(read("s3://my-files/zoe.pdf")).isEqualTo("Hi");

        object = Optional.empty();
        isRefused("s3://my-files/zoe.pdf", "no object");
        object = Optional.of(new byte[0]);
        isRefused("s3://my-files/zoe.pdf", "empty");
        object = Optional.of(new byte[1025]);
        isRefused("s3://my-files/zoe.pdf", "KEAP_SINK_FILE_LIMIT");
    }

    @Test
    void holdsTwoFilesAtOnceAtMost() throws InterruptedException {
        AtomicInteger held = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch two = new CountDownLatch(2);
        List<Thread> threads = IntStream.range(0, 8)
                .mapToObj(i -> Thread.ofVirtual()
                        .start(() -> reader.read(
                                reader.sources().from("s3://my-files/a"),
                                Deadline.in(Duration.ofSeconds(100), time),
                                bytes -> {
                                    most.accumulateAndGet(held.incrementAndGet(), Math::max);
                                    two.countDown();
                                    await(two);
                                    return held.decrementAndGet();
                                })))
                .toList();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(most).hasValue(2);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aFileThatGetsNoTurnInTimeWaits() {
        reader.read(
                reader.sources().from("s3://my-files/a"),
                Deadline.in(Duration.ofSeconds(9), time),
                first -> reader.read(
                        reader.sources().from("s3://my-files/b"), Deadline.in(Duration.ofSeconds(9), time), second -> {
                            assertThatThrownBy(() -> reader.read(
                                            reader.sources().from("s3://my-files/c"),
                                            Deadline.in(Duration.ZERO, time),
                                            third -> third))
                                    .isInstanceOfSatisfying(
                                            ContentUnavailable.class,
                                            e -> assertThat(e.kind()).isEqualTo(Kind.OUT_OF_TIME));
                            return second;
                        }));
    }
}
