package dev.keapsink.operate;

import dev.keapsink.local.Commands;
import dev.keapsink.local.LocalQueues.Queue;
import dev.keapsink.local.LocalRunException;
import dev.keapsink.support.TestQueues;
import dev.keapsink.support.VirtualTime;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.IntStream;
import picocli.CommandLine;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.SqsRequest;
import software.amazon.awssdk.services.sqs.model.SqsResponse;

/** The commands on local queues, with a clock that moves when they wait. */
final class CommandFixture implements AutoCloseable {
    final TestQueues queues;
    final VirtualTime time = new VirtualTime();

    /** What happens on the way to SQS and back. */
    WatchedSqs network = new WatchedSqs() {};

    /** For the next command; a new one each. */
    Stop stop = new Stop();

    /** What a command came to. */
    record Result(int code, String out, String err) {}

    private CommandFixture(TestQueues queues) {
        this.queues = queues;
    }

    static CommandFixture standard() {
        return new CommandFixture(TestQueues.standard());
    }

    static CommandFixture fifo() {
        return new CommandFixture(TestQueues.fifo());
    }

    SqsClient sqs() {
        return WatchedSqs.of(queues.sqs(), new WatchedSqs() {
            @Override
            public SqsRequest before(SqsRequest request) {
                return network.before(request);
            }

            @Override
            public SqsResponse after(SqsRequest request, SqsResponse response) {
                return network.after(request, response);
            }
        });
    }

    Machine machine() {
        return new Machine(this::sqs, time, time, stop, Duration.ZERO, false);
    }

    Result publish(String... args) {
        return run(PublishCommand::new, args);
    }

    Result replay(String... args) {
        return run(ReplayCommand::new, args);
    }

    private Result run(Function<Machine, Callable<Integer>> command, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Commands.line(command.apply(machine()), LocalRunException.class)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err));
        int code = line.execute(args);
        stop = new Stop();
        return new Result(code, out.toString(), err.toString());
    }

    /** The bodies in a queue, which is empty afterwards. */
    List<String> take(Queue queue) {
        return takeAll(queue).stream().map(Message::body).toList();
    }

    List<Message> takeAll(Queue queue) {
        List<Message> messages = new java.util.ArrayList<>();
        List<Message> some = receive(queue);
        while (!some.isEmpty()) {
            delete(queue, some);
            messages.addAll(some);
            some = receive(queue);
        }
        return messages;
    }

    private void delete(Queue queue, List<Message> messages) {
        List<DeleteMessageBatchRequestEntry> entries = IntStream.range(0, messages.size())
                .mapToObj(i -> DeleteMessageBatchRequestEntry.builder()
                        .id(String.valueOf(i))
                        .receiptHandle(messages.get(i).receiptHandle())
                        .build())
                .toList();
        DeleteMessageBatchResponse deleted = queues.sqs()
                .deleteMessageBatch(request -> request.queueUrl(queue.url()).entries(entries));
        if (deleted.hasFailed()) {
            throw new AssertionError("Messages stay in the queue: " + deleted.failed());
        }
    }

    private List<Message> receive(Queue queue) {
        return queues.sqs()
                .receiveMessage(request -> request.queueUrl(queue.url())
                        .maxNumberOfMessages(10)
                        .messageAttributeNames("All")
                        .messageSystemAttributeNamesWithStrings("All"))
                .messages();
    }

    @Override
    public void close() {
        queues.close();
    }
}
