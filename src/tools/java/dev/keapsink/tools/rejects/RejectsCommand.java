package dev.keapsink.tools.rejects;

import dev.keapsink.tools.common.CommandFailure;
import dev.keapsink.tools.common.Commands;
import dev.keapsink.tools.common.Options;
import dev.keapsink.tools.queue.CommandContext;
import dev.keapsink.tools.queue.Reject;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The command {@code ./run rejects}. */
@Command(
        name = "rejects",
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Shows what is in the reject queue or the dead-letter queue, and leaves it there: by default, counts by reason and"
                    + " field. Nothing is deleted or sent. While it reads, messages are hidden from other consumers; at the"
                    + " end all of them are visible again.",
            ""
        },
        footer = {
            "",
            "Credentials and region are those that the AWS CLI would use (AWS_PROFILE, AWS_REGION, …); AWS_ENDPOINT_URL_SQS"
                    + " is honoured. It needs sqs:GetQueueAttributes, sqs:ReceiveMessage and sqs:ChangeMessageVisibility.",
            "",
            "Exit code: 0 when the whole queue was read, 1 when it was not, when SQS counts more messages than it handed out, or"
                    + " when nothing was found, 2 for a wrong option."
        })
public final class RejectsCommand implements Callable<Integer> {
    private final CommandContext context;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--from",
            required = true,
            paramLabel = "URL",
            description = "The reject queue or the dead-letter queue.")
    private String from;

    @Option(
            names = "--reason",
            paramLabel = "R",
            description = "Only records that were rejected for this reason, such as unknown_tag.")
    private @Nullable String reason;

    @ArgGroup
    private @Nullable Choice choice;

    /** The ways to look at the queue other than counts. */
    private static final class Choice {
        @Option(
                names = "--list",
                description = "One line for each message: its id, the time, the reason, the field, and the detail.")
        private boolean list;

        @Option(
                names = "--show",
                paramLabel = "ID",
                description = "One message in full. ID is its id, or that of its source message, which the log names.")
        private @Nullable String show;

        @Option(
                names = "--export",
                paramLabel = "FILE",
                description = "Write the reasons and records to FILE.csv or FILE.ndjson, which only you can read.")
        private @Nullable Path export;
    }

    @Option(names = "--force", description = "With --export: replace the file if it is there.")
    private boolean force;

    @Option(names = "--help", usageHelp = true, description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli looks at it
    private boolean help;

    /** Works with these surroundings; {@link #main} gives those of the process. */
    public RejectsCommand(CommandContext context) {
        this.context = context;
    }

    /** Runs the command, and ends the process with its exit code. */
    public static void main(String[] args) {
        Commands.run(new RejectsCommand(CommandContext.real()), CommandFailure.class, args);
    }

    @Override
    public Integer call() throws InterruptedException {
        Options options = new Options(spec.commandLine());
        String url = options.queue("--from", from);
        options.reason(reason);
        PrintWriter out = spec.commandLine().getOut();
        context.stop().begin();
        try (View view = view(options, out);
                SqsClient sqs = context.sqs().apply(url)) {
            RejectsRun run = new RejectsRun(context, out, spec.commandLine().getErr());
            return run.run(sqs, url, filtered(view)) ? 0 : 1;
        } finally {
            context.stop().end();
        }
    }

    private View view(Options options, PrintWriter out) {
        if (choice == null) {
            return new Counts();
        }
        if (choice.list) {
            return new Listing(out);
        }
        if (choice.show != null) {
            return new Single(choice.show.strip(), out);
        }
        Path file = Objects.requireNonNull(choice.export, "picocli demands one of the three");
        if (Export.isCsv(file).isEmpty()) {
            throw options.wrong("--export takes a file that ends in .csv or .ndjson.");
        }
        return Export.to(file, force);
    }

    private View filtered(View view) {
        return Optional.ofNullable(reason)
                .<View>map(code -> new View() {
                    @Override
                    public boolean take(Reject reject) {
                        return !reject.reason().equals(code) || view.take(reject);
                    }

                    @Override
                    public boolean finish(PrintWriter out) {
                        return view.finish(out);
                    }
                })
                .orElse(view);
    }
}
