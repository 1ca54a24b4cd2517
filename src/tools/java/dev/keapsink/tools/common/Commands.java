package dev.keapsink.tools.common;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** How every command of the run script begins and ends: one sentence for whatever goes wrong, and never a stack trace. */
public final class Commands {

    private Commands() {}

    /**
     * Runs a command and ends the process with its exit code.
     *
     * @param expected exceptions whose message is written for the user
     */
    public static void run(Callable<Integer> command, Class<? extends Exception> expected, String... args) {
        Locale.setDefault(Locale.ROOT);
        System.exit(line(command, expected).execute(args));
    }

    /** The command as {@link #run} runs it. */
    public static CommandLine line(Callable<Integer> command, Class<? extends Exception> expected) {
        CommandLine line = new CommandLine(command);
        String name = Workspace.startedAs(line.getCommandName());
        line.setCommandName(name);
        return line.setParameterExceptionHandler((problem, arguments) -> misused(problem, name))
                .setExecutionExceptionHandler(
                        (problem, ofCommand, parsed) -> explain(problem, expected, name, ofCommand.getErr()));
    }

    private static int misused(ParameterException problem, String name) {
        problem.getCommandLine()
                .getErr()
                .println("%s %s --help lists the options."
                        .formatted(problem.getMessage().replaceFirst("[.]?$", "."), name));
        return CommandLine.ExitCode.USAGE;
    }

    private static int explain(Exception problem, Class<? extends Exception> expected, String name, PrintWriter err)
            throws IOException {
        if (expected.isInstance(problem) || problem instanceof AccountException) {
            err.println(problem.getMessage());
            return 1;
        }
        Path folder = Files.createDirectories(Workspace.folder());
        Path trace = folder.resolve(name.substring(name.lastIndexOf(' ') + 1) + ".log");
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(trace))) {
            problem.printStackTrace(out);
        }
        err.println("%s failed unexpectedly: %s. The details are in %s.".formatted(name, problem, trace));
        return 1;
    }
}
