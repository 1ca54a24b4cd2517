package dev.keapsink.tools.keap;

import dev.keapsink.tools.common.AccountException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;

/**
 * Asks the operator before the first write.
 *
 * @param terminal the terminal to ask on, if there is one
 * @param given whether the operator agreed by {@code --yes}
 */
public record Consent(Optional<BufferedReader> terminal, boolean given) {

    /**
     * Returns after a yes.
     *
     * @throws AccountException after any other answer, or without a terminal
     */
    public void ask(PrintWriter out) {
        if (given) {
            return;
        }
        BufferedReader answers = terminal.orElseThrow(() -> new AccountException(
                "Nothing was written: there is no terminal to ask on. Give --yes if that is what you want."));
        out.print("Type yes to go on: ");
        out.flush();
        if (!read(answers).strip().equalsIgnoreCase("yes")) {
            throw new AccountException("Nothing was written.");
        }
    }

    private static String read(BufferedReader answers) {
        try {
            String answer = answers.readLine();
            return answer == null ? "" : answer;
        } catch (IOException e) {
            return "";
        }
    }
}
