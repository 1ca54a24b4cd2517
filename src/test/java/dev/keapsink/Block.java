package dev.keapsink;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lines of a template whose structure is their indentation: YAML's own, and in Terraform's files its formatter's. A dash of
 * YAML counts as indentation.
 */
record Block(String text) {

    /** The SAM template. */
    static Block sam() {
        return new Block(read(Path.of("sam-template.yaml")));
    }

    /** All files of the Terraform module, without its examples and tests. */
    static Block terraform() {
        try (Stream<Path> files = Files.list(Path.of("terraform"))) {
            return new Block(files.filter(file -> file.toString().endsWith(".tf"))
                    .sorted()
                    .map(Block::read)
                    .collect(Collectors.joining("\n")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lines below the first one that starts with the header, as far as they are indented deeper. */
    Block block(String header) {
        return blocks(Pattern.quote(header)).stream()
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + header + " in:\n" + text));
    }

    /** The lines below each one that starts so, as far as they are indented deeper. Not within each other. */
    List<Block> blocks(String headerRegex) {
        Pattern header = Pattern.compile("^( *)" + headerRegex + ".*");
        List<String> lines = text.lines().toList();
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Matcher start = header.matcher(lines.get(i));
            if (start.matches()) {
                int end = end(lines, i + 1, start.group(1) + " ");
                if (end > i + 1) {
                    blocks.add(new Block(String.join("\n", lines.subList(i + 1, end)) + "\n"));
                    i = end - 1;
                }
            }
        }
        return blocks;
    }

    private static int end(List<String> lines, int from, String indentation) {
        int end = from;
        while (end < lines.size() && (lines.get(end).isEmpty() || lines.get(end).startsWith(indentation))) {
            end++;
        }
        return end;
    }

    /** The value of the first line with this key. */
    String setting(String key) {
        return all("(?m)^ *\"?" + Pattern.quote(key) + "\"? *[:=] *(.+)$")
                .map(match -> match.group(1))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + key + " in:\n" + text));
    }

    boolean has(String key) {
        return all("(?m)^ *" + Pattern.quote(key) + " *[:=]").findAny().isPresent();
    }

    /** The sorted first groups of all matches. */
    Set<String> names(String regex) {
        return all(regex).map(match -> match.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    Stream<MatchResult> all(String regex) {
        return Pattern.compile(regex).matcher(text).results();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).replaceAll("(?m)^ *#.*\\R", "").replaceAll("(?m)^( *)- ", "$1  ");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
