package dev.keapsink.content;

import dev.keapsink.content.ContentUnavailable.Kind;
import dev.keapsink.record.InvalidValue;
import dev.keapsink.resilience.Deadline;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Fetches files from allowed hosts. A host's addresses are looked up once and checked, and the connection goes to an
 * address that passed, so that no second look-up can lead it into the network. Threadsafe.
 */
final class HttpsFiles {

    /** A host with more addresses than these that take no connection is out of order. */
    private static final int MOST_ADDRESSES = 3;

    private static final int OK = 200;

    private static final Duration LONGEST_RETRY_AFTER = Duration.ofHours(1);

    private final Addresses addresses;
    private final Download download;
    private final FileLimit limit;
    private final Duration timeout;

    /**
     * @param timeout for one file, from the look-up to the last byte
     */
    HttpsFiles(Addresses addresses, Download download, FileLimit limit, Duration timeout) {
        this.addresses = addresses;
        this.download = download;
        this.limit = limit;
        this.timeout = timeout;
    }

    /**
     * The bytes of a file.
     *
     * @param file an address that {@link HttpsAddress} allows
     * @throws InvalidValue if the server has no such file, or leads elsewhere
     * @throws ContentUnavailable if it cannot be fetched now
     */
    byte[] read(URI file, Deadline deadline) {
        Deadline own = deadline.within(timeout);
        List<InetAddress> all = addresses.of(file.getHost(), own);
        if (!all.stream().allMatch(PublicAddresses::isOne)) {
            throw invalid("The address's host is not on the public internet; send an address that everyone can reach");
        }
        ContentUnavailable unreached = new ContentUnavailable(Kind.UNREACHED, "The host of a file has no address");
        for (InetAddress address : all.subList(0, Math.min(all.size(), MOST_ADDRESSES))) {
            try {
                return content(download.get(file, address, limit, own));
            } catch (ContentUnavailable e) {
                if (e.kind() != Kind.UNREACHED) {
                    throw e;
                }
                unreached = e;
            }
        }
        throw unreached;
    }

    private byte[] content(Download.Answer answer) {
        if (answer.status() != OK) {
            throw failure(answer);
        }
        if (!answer.headers().getOrDefault("content-encoding", "identity").equalsIgnoreCase("identity")) {
            throw invalid("The server sends the file compressed, although asked not to; send another address");
        }
        byte[] content = answer.body().orElseThrow(() -> invalid(limit.exceeded()));
        if (content.length == 0) {
            throw invalid("The file at the address is empty; Keap stores no empty files");
        }
        return content;
    }

    /** The meaning of a status that is no success. */
    private static RuntimeException failure(Download.Answer answer) {
        int status = answer.status();
        return switch (status) {
            case 401, 403, 407 ->
                invalid(
                        "The server does not give the file to everyone (%d); send an address that needs no login, such as"
                                        .formatted(status)
                                + " a presigned one that is still valid");
            case 404, 410 -> invalid("The server has no file at the address (%d)".formatted(status));
            case 408, 421, 425, 429 -> unavailable(answer);
            default -> {
                if (status >= 300 && status < 400) {
                    yield invalid("The server redirects (%d), which is not followed; send the address that it leads to"
                            .formatted(status));
                }
                yield status >= 400 && status < 500
                        ? invalid(
                                "The server refuses the request for the file (%d); check the address".formatted(status))
                        : unavailable(answer);
            }
        };
    }

    private static ContentUnavailable unavailable(Download.Answer answer) {
        return new ContentUnavailable(
                Kind.FAILED,
                "The server of a file answers %d".formatted(answer.status()),
                retryAfter(answer.headers().getOrDefault("retry-after", "")).orElse(null));
    }

    /** The seconds in the header; empty for a date. */
    private static Optional<Duration> retryAfter(String header) {
        return header.matches("\\d{1,9}")
                ? Optional.of(Duration.ofSeconds(Long.parseLong(header)))
                        .map(wait -> wait.compareTo(LONGEST_RETRY_AFTER) < 0 ? wait : LONGEST_RETRY_AFTER)
                : Optional.empty();
    }

    private static InvalidValue invalid(String detail) {
        return new InvalidValue(FileSources.CONTENT_FROM, detail);
    }
}
