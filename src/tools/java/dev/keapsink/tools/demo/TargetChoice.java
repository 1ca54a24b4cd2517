package dev.keapsink.tools.demo;

import dev.keapsink.tools.common.Addresses;
import dev.keapsink.tools.common.CommandFailure;
import dev.keapsink.tools.common.LocalCredential;
import dev.keapsink.tools.common.Variables;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * Decides by the user's environment whether a run writes to the simulator or to a real account. The user must confirm a
 * real account.
 */
final class TargetChoice {
    private final Map<String, String> environment;
    private final Optional<BufferedReader> terminal;
    private final boolean confirmed;

    /**
     * Prepares the choice.
     *
     * @param terminal answers to questions; empty if there is no terminal
     * @param confirmed whether the user has agreed already to writing to a real account
     */
    TargetChoice(Map<String, String> environment, Optional<BufferedReader> terminal, boolean confirmed) {
        this.environment = environment;
        this.terminal = terminal;
        this.confirmed = confirmed;
    }

    /**
     * Whether the environment names no Keap account.
     *
     * @throws CommandFailure if it names only one of URL and credential
     */
    boolean isSimulator() {
        boolean url = Variables.read(environment, KeapTarget.Real.URL).isPresent();
        boolean key = LocalCredential.isNamed(environment);
        if (url != key) {
            throw new CommandFailure(
                    url
                            ? ("%s is set but no credential. Set %s or %s too, to write to that Keap account, or neither"
                                            + " for the simulator.")
                                    .formatted(KeapTarget.Real.URL, LocalCredential.KEY, LocalCredential.FILE)
                            : "A credential is set but %s is not. Set it too, to write to that Keap account, or neither for the simulator."
                                    .formatted(KeapTarget.Real.URL));
        }
        return !url;
    }

    /**
     * Returns the real account, after asking the user unless that is confirmed already.
     *
     * @throws CommandFailure if the user does not agree, or cannot be asked
     */
    KeapTarget.Real real(int records) {
        String what = "This writes %,d records to the Keap account behind %s."
                .formatted(records, Addresses.from(environment).base());
        if (!confirmed) {
            ask(what);
        }
        return KeapTarget.Real.from(environment);
    }

    private void ask(String what) {
        BufferedReader answers = terminal.orElseThrow(() ->
                new CommandFailure(what + " There is no terminal to ask on; give --yes if that is what you want."));
        System.out.print(what + " Go on? [y/N] ");
        System.out.flush();
        if (!read(answers).strip().equalsIgnoreCase("y")) {
            throw new CommandFailure("Nothing was written.");
        }
    }

    private static String read(BufferedReader answers) {
        try {
            String answer = answers.readLine();
            return answer == null ? "" : answer;
        } catch (IOException e) {
            throw new CommandFailure("The answer cannot be read: " + e.getMessage(), e);
        }
    }
}
