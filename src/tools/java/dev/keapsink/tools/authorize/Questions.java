package dev.keapsink.tools.authorize;

import dev.keapsink.tools.common.AccountException;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;

/**
 * Asks a person.
 *
 * @param terminal on which a secret can be typed without being seen, if there is one
 */
record Questions(BufferedReader in, PrintWriter out, Optional<Console> terminal) {

    String ask(String question) {
        out.print(question);
        out.flush();
        return line();
    }

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
