package dev.keapsink.tools.queue;

import dev.keapsink.simulator.memory.VirtualTime;
import dev.keapsink.support.TestQueues;
import dev.keapsink.tools.common.CommandFailure;
import dev.keapsink.tools.common.Commands;
import dev.keapsink.tools.local.LocalQueues.Queue;
import dev.keapsink.tools.publish.PublishCommand;
import dev.keapsink.tools.rejects.RejectsCommand;
import dev.keapsink.tools.replay.ReplayCommand;
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
public final class CommandFixture implements AutoCloseable {
    public final TestQueues queues;
    public final VirtualTime time = new VirtualTime();

    /** What happens on the way to SQS and back. */
    public WatchedSqs network = new WatchedSqs() {};

    /** For the next command; a new one each. */
    public StopSignal stop = new StopSignal();

    /** What a command came to. */
    public record Result(int code, String out, String err) {}

    private CommandFixture(TestQueues queues) {
        this.queues = queues;
    }

    public static CommandFixture standard() {
        return new CommandFixture(TestQueues.standard());
    }

    public static CommandFixture fifo() {
        return new CommandFixture(TestQueues.fifo());
    }

    public SqsClient sqs() {
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

    public CommandContext context() {
        return new CommandContext(url -> sqs(), time, time, stop, Duration.ZERO, false);
    }

    public Result publish(String... args) {
        return run(PublishCommand::new, args);
    }

    public Result replay(String... args) {
        return run(ReplayCommand::new, args);
    }

    public Result rejects(String... args) {
        return run(RejectsCommand::new, args);
    }

    private Result run(Function<CommandContext, Callable<Integer>> command, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Commands.line(command.apply(context()), CommandFailure.class)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err));
        int code = line.execute(args);
        stop = new StopSignal();
        return new Result(code, out.toString(), err.toString());
    }

    /** The bodies in a queue, which is empty afterwards. */
    public List<String> take(Queue queue) {
        return takeAll(queue).stream().map(Message::body).toList();
    }

    public List<Message> takeAll(Queue queue) {
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
