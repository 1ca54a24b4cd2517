package dev.keapsink.tools.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class TerminalTextTest {
    /** A command that fails with a text of someone else. */
    @Command(name = "failing")
    static final class Failing implements java.util.concurrent.Callable<Integer> {
        @Override
        public Integer call() {
            throw new CommandFailure("the tag \"a\u202Eb\u001b[2J\"");
        }
    }

    @Test
    void controlsAreBlanksAndWhatReversesTextIsLeftOut() {
        assertThat(TerminalText.line("a\u001b\r\n\u0085\u2028b\u202Ec\u2066d\u200Fe\uFEFFf\u00ADg"))
                .isEqualTo("a bcdefg");
        assertThat(TerminalText.lines("a\n\tb\u001bc\u202Ed")).isEqualTo("a\n\tb cd");
        assertThat(TerminalText.name("\u202E" + "x".repeat(61))).isEqualTo("x".repeat(60) + "…");
    }

    @Test
    void whatTextsAreWrittenWithStays() {
        String text = "می\u200Cخواهم 👩\u200D💻 Zoë";

        assertThat(TerminalText.line(text)).isEqualTo(text);
    }

    @Test
    void theSentenceOfAFailureHasNone() {
        StringWriter err = new StringWriter();
        CommandLine line = Commands.line(new Failing(), CommandFailure.class).setErr(new PrintWriter(err));

        assertThat(line.execute()).isEqualTo(1);
        assertThat(err.toString()).contains("the tag \"ab [2J\"");
    }
}
