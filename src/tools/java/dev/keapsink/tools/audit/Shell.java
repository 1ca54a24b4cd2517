package dev.keapsink.tools.audit;

import dev.keapsink.tools.common.CommandFailure;
import dev.keapsink.tools.common.Commands;
import dev.keapsink.tools.database.Database;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.List;

/** Opens the command's own database for a person. */
final class Shell {

    private final Database database;
    private final InputStream in;
    private final PrintWriter out;

    Shell(Database database, InputStream in, PrintWriter out) {
        this.database = database;
        this.in = in;
        this.out = out;
    }

    int run() {
        String line = database.psql()
                .orElseThrow(() -> new CommandFailure(
                        "A database with an address of its own needs no help of this command: psql URL opens it."));
        out.println(line);
        out.flush();
        try {
            return new ProcessBuilder(List.of(line.split(" ")))
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            return serve();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Commands.FAILED;
        }
    }

    private int serve() {
        out.println("There is no psql on this machine. The database serves until you press Enter.");
        out.flush();
        try {
            int next = in.read();
            while (next >= 0 && next != '\n') {
                next = in.read();
            }
            return Commands.DONE;
        } catch (IOException e) {
            throw new CommandFailure("Standard input cannot be read.", e);
        }
    }
}
