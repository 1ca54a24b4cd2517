package dev.keapsink.aws;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;

/**
 * Tells the time by DynamoDB's clock, so that instances whose own clocks differ agree when a claim ends.
 *
 * <p>Each reply states in its {@code Date} header when DynamoDB made it, in whole seconds. That moment lies between the
 * sending of the request and the receipt of the reply. So every reply limits how far DynamoDB's clock is ahead of the
 * local one. The known difference moves only as far as these limits demand. Thus it is never wrong by more than a second
 * and the time of the fastest request, and a local clock that is right is left alone. Without a reply, or without the
 * header in it, the local clock counts. Threadsafe.
 */
public final class TableTime implements InstantSource {

    private static final Duration RESOLUTION = Duration.ofSeconds(1);

    /** A difference that the operator should hear of. */
    private static final Duration LARGE = Duration.ofSeconds(30);

    private final InstantSource local;
    private final Consumer<String> warning;
    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
    private final AtomicBoolean warned = new AtomicBoolean();

    /**
     * @param local the clock of this machine
     * @param warning gets one sentence if that clock is far from DynamoDB's
     */
    public TableTime(InstantSource local, Consumer<String> warning) {
        this.local = local;
        this.warning = warning;
    }

    @Override
    public Instant instant() {
        return local.instant().plus(ahead.get());
    }

    /** The same client, whose replies this clock is set by from now on. */
    public DynamoDbClient setBy(DynamoDbClient client) {
        return new InterceptedDynamoDb(client, this::observed);
    }

    private DynamoDbResponse observed(Supplier<? extends DynamoDbResponse> request) {
        Instant sent = local.instant();
        try {
            DynamoDbResponse reply = request.get();
            observe(sent, reply.sdkHttpResponse());
            return reply;
        } catch (AwsServiceException refusal) {
            observe(
                    sent,
                    refusal.awsErrorDetails() == null
                            ? null
                            : refusal.awsErrorDetails().sdkHttpResponse());
            throw refusal;
        }
    }

    private void observe(Instant sent, @Nullable SdkHttpResponse reply) {
        Instant received = local.instant();
        Optional.ofNullable(reply)
                .flatMap(http -> http.firstMatchingHeader("Date"))
                .flatMap(TableTime::parsed)
                .ifPresent(
                        date -> limit(Duration.between(received, date), Duration.between(sent, date.plus(RESOLUTION))));
    }

    private static Optional<Instant> parsed(String date) {
        try {
            return Optional.of(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Notes that DynamoDB's clock is ahead by something between these two. */
    private void limit(Duration least, Duration most) {
        if (least.compareTo(most) > 0) {
            // The local clock was set back while the request was under way.
            return;
        }
        Duration known =
                ahead.updateAndGet(now -> now.compareTo(least) < 0 ? least : now.compareTo(most) > 0 ? most : now);
        if (known.abs().compareTo(LARGE) > 0 && warned.compareAndSet(false, true)) {
            warning.accept(
                    "The clock of this machine is %d seconds %s DynamoDB's. Claims in the ledger go by DynamoDB's clock; set this one right, because all other times go by it"
                            .formatted(known.abs().toSeconds(), known.isNegative() ? "ahead of" : "behind"));
        }
    }
}
