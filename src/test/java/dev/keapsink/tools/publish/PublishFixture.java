package dev.keapsink.tools.publish;

import dev.keapsink.tools.queue.CommandFixture;
import dev.keapsink.tools.queue.CommandFixture.Result;
import dev.keapsink.tools.queue.WatchedSqs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SqsException;
import software.amazon.awssdk.services.sqs.model.SqsRequest;
import software.amazon.awssdk.services.sqs.model.SqsResponse;

/** A file of twenty-five records and queues to send it to. */
abstract class PublishFixture {
    static final int RECORDS = 25;
    static final int LARGEST = 256 * 1024;

    @TempDir
    Path folder;

    CommandFixture fixture;
    Path file;

    @BeforeEach
    void start() throws IOException {
        fixture = CommandFixture.standard();
        file = Files.write(folder.resolve("leads.ndjson"), bodies(RECORDS));
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    static List<String> bodies(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj("{\"email\":\"ann%d@example.com\"}"::formatted)
                .toList();
    }

    String url() {
        return fixture.queues.source().url();
    }

    Result publish(String... more) {
        return fixture.publish(Stream.concat(Stream.of(file.toString(), "--queue-url", url()), Stream.of(more))
                .toArray(String[]::new));
    }

    List<String> sent() {
        return fixture.take(fixture.queues.source());
    }

    /** What comes back of a request that sends. */
    interface OnSend {
        SqsResponse after(SendMessageBatchRequest request, SendMessageBatchResponse response);
    }

    static WatchedSqs onSend(OnSend then) {
        return new WatchedSqs() {
            @Override
            public SqsResponse after(SqsRequest request, SqsResponse response) {
                return request instanceof SendMessageBatchRequest batch
                        ? then.after(batch, (SendMessageBatchResponse) response)
                        : response;
            }
        };
    }

    static SqsException refusal(String code, int status) {
        return (SqsException) SqsException.builder()
                .statusCode(status)
                .message("a message that may quote things")
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                .build();
    }
}
