package dev.keapsink.redaction;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keapsink.tools.local.CapturedLogs;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What was found in a folder of captured logs.
 *
 * @param canaries what was logged on purpose
 * @param leaks where something else is, as {@code file:line: kind}
 */
record Search(Set<Canary> canaries, List<String> leaks) {

    static Search in(Path folder) throws IOException {
        Search search = new Search(EnumSet.noneOf(Canary.class), new ArrayList<>());
        for (Path file : CapturedLogs.files(folder)) {
            search.read(file);
        }
        return search;
    }

    private void read(Path file) throws IOException {
        // Not Files.newBufferedReader, which gives up at a byte that is not UTF-8.
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(Files.newInputStream(file), UTF_8))) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                for (Leak.Found found : Leak.in(line)) {
                    Optional<Canary> canary = Canary.of(found.text());
                    if (canary.isPresent()) {
                        canaries.add(canary.get());
                    } else {
                        leaks.add("%s:%d: %s".formatted(file, number, found.kind()));
                    }
                }
            }
        }
    }
}
