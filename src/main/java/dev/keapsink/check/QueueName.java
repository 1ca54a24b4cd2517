package dev.keapsink.check;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Identifies a queue by its URL or its ARN, in any spelling.
 *
 * @param region the AWS region in the address; empty for a server of one's own
 * @param account the AWS account that the queue belongs to
 * @param name the queue's name, in which case matters
 */
public record QueueName(Optional<String> region, String account, String name) {

    private static final String REGION = "([a-z]{2,}(?:-[a-z]+)+-\\d+)";

    /** {@code sqs.REGION.…}, with or without a prefix, and the older {@code REGION.queue.…}. */
    private static final Pattern HOST =
            Pattern.compile("(?:.*\\.)?sqs(?:-fips)?\\.%1$s\\..*|%1$s\\.queue\\..*".formatted(REGION));

    /** The older host of the first region, us-east-1; it names no region. */
    private static final String FIRST = "queue.amazonaws.com";

    private static final String FIFO = ".fifo";

    /** The number of parts of arn:aws:sqs:REGION:ACCOUNT:NAME. */
    private static final int PARTS = 6;

    /**
     * The queue at a URL.
     *
     * @throws IllegalArgumentException if the text is no URI
     */
    public static QueueName ofUrl(String url) {
        URI uri = URI.create(url).normalize();
        List<String> path = Stream.of(String.valueOf(uri.getPath()).split("/"))
                .filter(part -> !part.isEmpty())
                .toList()
                .reversed();
        return new QueueName(
                region(String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT)),
                path.size() < 2 ? "" : path.get(1),
                path.isEmpty() ? "" : path.getFirst());
    }

    private static Optional<String> region(String host) {
        Matcher matcher = HOST.matcher(host);
        if (matcher.matches()) {
            return Optional.of(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
        }
        return host.equals(FIRST) ? Optional.of("us-east-1") : Optional.empty();
    }

    /** The queue of an ARN; empty for any other text. */
    public static Optional<QueueName> ofArn(String arn) {
        String[] parts = arn.split(":", PARTS);
        return parts.length < PARTS
                ? Optional.empty()
                : Optional.of(new QueueName(Optional.of(parts[3]), parts[4], parts[5]));
    }

    /** Whether both are the same queue. An unknown region may be any region. */
    public boolean isSameAs(QueueName other) {
        return name.equals(other.name)
                && account.equals(other.account)
                && (region.isEmpty() || other.region.isEmpty() || region.equals(other.region));
    }

    /** Whether SQS allows a queue to have this name. */
    public boolean isPossible() {
        return name.matches("[A-Za-z0-9_-]{1,80}(\\.fifo)?");
    }

    public boolean isFifo() {
        return name.endsWith(FIFO);
    }
}
