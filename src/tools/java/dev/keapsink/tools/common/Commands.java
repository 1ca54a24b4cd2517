package dev.keapsink.tools.common;

import dev.keapsink.app.UnknownVariables;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * Starts and ends every command. A failure is one sentence on standard error; the stack trace of an unexpected one goes
 * to a file.
 */
public final class Commands {
    /** The exit code of a command that did everything it was asked for. */
    public static final int DONE = 0;

    /** The exit code for a fault: a line that cannot be sent, a check that fails, a command that cannot go on. */
    public static final int FAILED = 1;

    /** The exit code when everything went well, but some records are rejected, or will be. */
    public static final int REJECTED = 3;

    private Commands() {}

    /**
     * Runs a command and ends the process with its exit code.
     *
     * @param expected the exception whose message is a sentence for the operator
     */
    public static void run(Callable<Integer> command, Class<? extends Exception> expected, String... args) {
        Locale.setDefault(Locale.ROOT);
        UnknownVariables.ofCommands(System.getenv().keySet()).forEach(System.err::println);
        System.exit(line(command, expected).execute(args));
    }

    /** Returns the command as {@link #run} executes it, without ending the process. */
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
                .println(TerminalText.lines("%s %s --help lists the options."
                        .formatted(String.valueOf(problem.getMessage()).replaceFirst("[.]?$", "."), name)));
        return CommandLine.ExitCode.USAGE;
    }

    private static int explain(Exception problem, Class<? extends Exception> expected, String name, PrintWriter err) {
        if (expected.isInstance(problem) || problem instanceof AccountException) {
            err.println(TerminalText.lines(String.valueOf(problem.getMessage())));
            return FAILED;
        }
        err.println(
                TerminalText.lines("%s failed unexpectedly: %s. %s".formatted(name, problem, details(problem, name))));
        return FAILED;
    }

    /** Writes the stack trace to a file; returns a sentence that says where it is. */
    private static String details(Exception problem, String name) {
        Path trace = Workspace.folder().resolve(name.substring(name.lastIndexOf(' ') + 1) + ".log");
        try {
            Files.createDirectories(Workspace.folder());
            try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(trace))) {
                problem.printStackTrace(out);
            }
            return "The details are in %s.".formatted(trace);
        } catch (IOException e) {
            return "The details could not be written to %s; set XDG_CACHE_HOME to a folder that you may write to."
                    .formatted(trace);
        }
    }
}
