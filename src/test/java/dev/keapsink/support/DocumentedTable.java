package dev.keapsink.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A table of the documentation. */
public final class DocumentedTable {

    private DocumentedTable() {}

    /** The rows below a page's heading that begin with a name: that name → the other cells, without their backticks. */
    public static Map<String, List<String>> rows(String page, String heading) {
        Map<String, List<String>> rows = new TreeMap<>();
        read(page, heading)
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> Arrays.stream(line.split("\\|"))
                        .skip(1)
                        .map(cell -> cell.replace("`", "").strip())
                        .toList())
                .forEach(cells -> rows.put(cells.getFirst(), cells.subList(1, cells.size())));
        return rows;
    }

    private static String read(String page, String heading) {
        try {
            String text = Files.readString(Path.of(page));
            return text.substring(text.indexOf(heading)).split("\n## ", 2)[0];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
