package dev.keapsink.properties;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Everything that decides a course of events: the configuration, what was sent, and how it is delivered. */
record Scenario(Setup setup, List<Letter> letters, List<Turn> turns) {

    @Override
    public String toString() {
        return Stream.of(Stream.of(setup), letters.stream(), turns.stream())
                .flatMap(lines -> lines)
                .map(line -> "\n  " + line)
                .collect(Collectors.joining());
    }
}
