package dev.keapsink.tools.publish;

import dev.keapsink.tools.common.CommandFailure;
import dev.keapsink.tools.common.Commands;
import dev.keapsink.tools.common.Options;
import dev.keapsink.tools.queue.CommandContext;
import dev.keapsink.tools.records.MappingInEffect;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The command {@code ./run publish}. */
@Command(
        name = "publish",
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Sends the records of a file to a queue, ten a request. First it names the columns that have no place in Keap. It"
                    + " can be interrupted and started again: FILE.position says how far it came.",
            ""
        },
        footer = {
            "",
            "Credentials and region are those that the AWS CLI would use (AWS_PROFILE, AWS_REGION, …); AWS_ENDPOINT_URL_SQS"
                    + " is honoured. It needs sqs:SendMessage and sqs:GetQueueAttributes.",
            "",
            "The columns are judged by the mapping in KEAP_SINK_MAPPING here, or without one; the deployed function may have"
                    + " another mapping.",
            "",
            "Exit code: 0 when every record is in the queue, 1 when not, 2 for a wrong option, 3 when every record is in the"
                    + " queue but some will be rejected."
        })
public final class PublishCommand implements Callable<Integer> {
    private final CommandContext context;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FILE",
            description =
                    "NDJSON (one message a line), or CSV with a header row and commas, semicolons, tabs or pipes.")
    private Path file;

    @Option(names = "--queue-url", required = true, paramLabel = "URL", description = "The queue to send to.")
    private String url;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "The most messages a second; may have decimals. Default: as fast as SQS takes them.")
    private @Nullable Double rate;

    @Option(
            names = "--group-by",
            paramLabel = "FIELD",
            description =
                    "For a FIFO queue: records with the same value of this field stay in order. Values that are or may"
                            + " be personal become hashes.")
    private @Nullable String groupBy;

    @Option(
            names = "--calls-a-minute",
            paramLabel = "N",
            defaultValue = "240",
            description = "Keap's quota, for the estimate. Default: ${DEFAULT-VALUE}, that of an API key.")
    private int callsAMinute;

    @Option(
            names = "--calls-a-day",
            paramLabel = "N",
            defaultValue = "30000",
            description = "Keap's quota, for the estimate. Default: ${DEFAULT-VALUE}, that of an API key.")
    private int callsADay;

    @Option(
            names = "--tags",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many tags each contact gets, for the estimate. Default: ${DEFAULT-VALUE}")
    private int tags;

    @Option(
            names = "--force",
            description =
                    "Send even if the queue would delete records before Keap could take them, or if no name of a column is"
                            + " known here.")
    private boolean force;

    @Option(names = "--restart", description = "Send everything from the first line, even what an earlier run sent.")
    private boolean restart;

    @Option(names = "--help", usageHelp = true, description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli looks at it
    private boolean help;

    /** Works with these surroundings; {@link #main} gives those of the process. */
    public PublishCommand(CommandContext context) {
        this.context = context;
    }

    /** Runs the command, and ends the process with its exit code. */
    public static void main(String[] args) {
        Commands.run(new PublishCommand(CommandContext.real()), CommandFailure.class, args);
    }

    @Override
    public Integer call() throws InterruptedException {
        Options options = new Options(spec.commandLine());
        String queueUrl = options.queue("--queue-url", url);
        OptionalDouble perSecond = options.rate(rate);
        options.atLeast("--calls-a-minute", callsAMinute, 1);
        options.atLeast("--calls-a-day", callsADay, 1);
        options.atLeast("--tags", tags, 0);
        PublishRun run = new PublishRun(
                context,
                file,
                Optional.ofNullable(groupBy).map(GroupBy::new),
                new PublishRun.Rates(perSecond, new KeapQuota(tags, callsAMinute, callsADay)),
                MappingInEffect.of(System.getenv()),
                spec.commandLine().getOut());
        context.stop().begin();
        try (SqsClient sqs = context.sqs().apply(queueUrl)) {
            return run.run(sqs, queueUrl, restart, force);
        } finally {
            context.stop().end();
        }
    }
}
