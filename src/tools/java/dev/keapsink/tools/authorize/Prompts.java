package dev.keapsink.tools.authorize;

import dev.keapsink.tools.common.AccountException;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;

/**
 * Asks the operator.
 *
 * @param in the answers, a line each
 * @param out the questions
 * @param terminal a terminal that hides a typed secret, if there is one
 */
record Prompts(BufferedReader in, PrintWriter out, Optional<Console> terminal) {

    /** Returns the answer without surrounding blanks; empty at the end of the input. */
    String ask(String question) {
        out.print(question);
        out.flush();
        return line();
    }

    /** As {@link #ask}; a terminal does not show the answer. */
    String askForSecret(String question) {
        if (terminal.isEmpty()) {
            return ask(question);
        }
        char[] typed = terminal.get().readPassword("%s", question);
        return typed == null ? "" : new String(typed).strip();
    }

    private String line() {
        try {
            String line = in.readLine();
            return line == null ? "" : line.strip();
        } catch (IOException e) {
            throw new AccountException("The answer cannot be read: " + e.getMessage());
        }
    }
}
