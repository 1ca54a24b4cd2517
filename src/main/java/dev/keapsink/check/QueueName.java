package dev.keapsink.check;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which queue an address or an ARN means, however it is spelt.
 *
 * @param region as far as the address says; a server of one's own has none
 * @param account that the queue belongs to
 * @param name with its case, in which names of queues differ
 */
public record QueueName(Optional<String> region, String account, String name) {

    private static final String REGION = "([a-z]{2,}(?:-[a-z]+)+-\\d+)";

    /** {@code sqs.REGION.…}, with or without something before it, and the older {@code REGION.queue.…}. */
    private static final Pattern HOST =
            Pattern.compile("(?:.*\\.)?sqs(?:-fips)?\\.%1$s\\..*|%1$s\\.queue\\..*".formatted(REGION));

    /** The first region's older host names none. */
    private static final String FIRST = "queue.amazonaws.com";

    private static final String FIFO = ".fifo";

    /** The parts of arn:aws:sqs:REGION:ACCOUNT:NAME. */
    private static final int PARTS = 6;

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

    /** Nothing if it is no ARN. */
    public static Optional<QueueName> ofArn(String arn) {
        String[] parts = arn.split(":", PARTS);
        return parts.length < PARTS
                ? Optional.empty()
                : Optional.of(new QueueName(Optional.of(parts[3]), parts[4], parts[5]));
    }

    /** Two of different regions are two; one of an unknown region may be in any. */
    public boolean isSameAs(QueueName other) {
        return name.equals(other.name)
                && account.equals(other.account)
                && (region.isEmpty() || other.region.isEmpty() || region.equals(other.region));
    }

    /** Whether a queue can have this name. */
    public boolean isPossible() {
        return name.matches("[A-Za-z0-9_-]{1,80}(\\.fifo)?");
    }

    public boolean isFifo() {
        return name.endsWith(FIFO);
    }
}
