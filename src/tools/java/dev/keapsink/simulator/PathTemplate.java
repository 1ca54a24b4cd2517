package dev.keapsink.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A path in which {@code {id}} stands for a whole number. */
final class PathTemplate {
    private final String template;
    private final Pattern pattern;

    PathTemplate(String template) {
        this.template = template;
        pattern = Pattern.compile(template.replace("{id}", "(\\d{1,18})"));
    }

    /** The ids in a path; empty if the path does not match. */
    Optional<List<Long>> match(String path) {
        Matcher matcher = pattern.matcher(path);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        List<Long> ids = new ArrayList<>();
        for (int i = 1; i <= matcher.groupCount(); i++) {
            ids.add(Long.valueOf(matcher.group(i)));
        }
        return Optional.of(ids);
    }

    @Override
    public String toString() {
        return template;
    }
}
