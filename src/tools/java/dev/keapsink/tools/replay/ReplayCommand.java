package dev.keapsink.tools.replay;

import dev.keapsink.record.Reason;
import dev.keapsink.tools.common.CommandFailure;
import dev.keapsink.tools.common.Commands;
import dev.keapsink.tools.common.Options;
import dev.keapsink.tools.queue.CommandContext;
import dev.keapsink.tools.replay.ReplayRun.Side;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The command {@code ./run replay}. */
@Command(
        name = "replay",
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Sends rejected records or dead letters back to the source queue, as they were there: body, attributes and"
                    + " message group. Each is deleted only after it was sent.",
            ""
        },
        footer = {
            "",
            "Credentials and region are those that the AWS CLI would use (AWS_PROFILE, AWS_REGION, …); AWS_ENDPOINT_URL_SQS"
                    + " is honoured. It needs sqs:GetQueueAttributes on both queues, sqs:ReceiveMessage, sqs:DeleteMessage and"
                    + " sqs:ChangeMessageVisibility on the first, and sqs:SendMessage on the second.",
            "",
            "Exit code: 0 when everything that was asked for is in the queue, 1 when not or when SQS did not hand out all"
                    + " messages, 2 for a wrong option."
        })
public final class ReplayCommand implements Callable<Integer> {
    private final CommandContext context;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--from",
            required = true,
            paramLabel = "URL",
            description = "The reject queue or the dead-letter queue.")
    private String from;

    @Option(names = "--to", required = true, paramLabel = "URL", description = "The sink's source queue.")
    private String to;

    @Option(
            names = "--reason",
            paramLabel = "R",
            description = "Only records that were rejected for this reason, such as unknown_tag; the others stay.")
    private @Nullable String reason;

    @Option(
            names = "--confirm-resend",
            description =
                    "Only records rejected as in_doubt. You have looked for each in Keap, as its detail says, and it is"
                            + " not there. Each is created once more.")
    private boolean confirmsResend;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "The most messages a second; may have decimals. Default: as fast as SQS takes them.")
    private @Nullable Double rate;

    @Option(names = "--dry-run", description = "Only count. Nothing is sent or deleted.")
    private boolean dryRun;

    @Option(names = "--help", usageHelp = true, description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli looks at it
    private boolean help;

    /** Works with these surroundings; {@link #main} gives those of the process. */
    public ReplayCommand(CommandContext context) {
        this.context = context;
    }

    /** Runs the command, and ends the process with its exit code. */
    public static void main(String[] args) {
        Commands.run(new ReplayCommand(CommandContext.real()), CommandFailure.class, args);
    }

    @Override
    public Integer call() throws InterruptedException {
        Options options = new Options(spec.commandLine());
        String fromUrl = options.queue("--from", from);
        String toUrl = options.queue("--to", to);
        OptionalDouble perSecond = options.rate(rate);
        Selection selection = selection(options);
        ReplayRun run = new ReplayRun(
                context, selection, perSecond, dryRun, spec.commandLine().getOut());
        context.stop().begin();
        try (SqsClient source = context.sqs().apply(fromUrl);
                SqsClient target = context.sqs().apply(toUrl)) {
            return run.run(new Side(source, fromUrl), new Side(target, toUrl)) ? 0 : 1;
        } finally {
            context.stop().end();
        }
    }

    private Selection selection(Options options) {
        options.reason(reason);
        if (!confirmsResend) {
            return Selection.of(Optional.ofNullable(reason));
        }
        if (reason != null && !reason.equals(Reason.IN_DOUBT.code())) {
            throw options.wrong("--confirm-resend is for records rejected as %s, and --reason names %s."
                    .formatted(Reason.IN_DOUBT.code(), reason));
        }
        return Selection.confirmed();
    }
}
