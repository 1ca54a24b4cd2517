package dev.keapsink.batch;

import dev.keapsink.mapping.DidYouMean;
import dev.keapsink.record.Excerpt;
import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.record.Reason;
import dev.keapsink.tag.TagDoubt;
import dev.keapsink.tag.TagQuestion;
import dev.keapsink.tag.Tags;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Explains which of a record's tags the account does not have, and suggests the closest names. Used for one batch. */
final class UnknownTags {

    /** A reject's detail has 500 characters, which other faults and the advice share. */
    private static final int ROOM = 280;

    /** A search among thousands of names takes milliseconds, so a batch makes only so many different ones. */
    private static final int MOST_SEARCHES = 20;

    private final Tags allTags;
    private final Map<String, String> suggestions = new TreeMap<>();

    UnknownTags(Tags allTags) {
        this.allTags = allTags;
    }

    /** The rejection of a record that names missing tags, at least one. */
    Rejected rejection(List<TagQuestion> missing) {
        List<String> told = new ArrayList<>();
        int length = 0;
        for (TagQuestion question : namesFirst(missing)) {
            if (length < ROOM) {
                told.add("no tag " + inWords(question));
                length += told.getLast().length();
            }
        }
        if (told.size() < missing.size()) {
            told.add("none of %d others".formatted(missing.size() - told.size()));
        }
        return new Rejected(
                Reason.UNKNOWN_TAG,
                "tags",
                "The Keap account has %s. %s".formatted(inOneSentence(told), advice(missing)));
    }

    /** Names come first, because an operator knows them. */
    private static List<TagQuestion> namesFirst(List<TagQuestion> questions) {
        List<TagQuestion> names = new ArrayList<>(questions);
        names.sort(Comparator.comparing(TagQuestion.ById.class::isInstance));
        return names;
    }

    private static String inOneSentence(List<String> parts) {
        String last = parts.getLast();
        List<String> others = parts.subList(0, parts.size() - 1);
        return others.isEmpty() ? last : String.join(", ", others) + " and " + last;
    }

    private static String advice(List<TagQuestion> missing) {
        boolean one = missing.size() == 1;
        List<String> names = missing.stream()
                .flatMap(question ->
                        question instanceof TagQuestion.ByName(var tag) ? Stream.of(tag.name()) : Stream.empty())
                .toList();
        String advice = "Create it or correct the %s.".formatted(names.isEmpty() ? "id" : "name");
        if (names.stream().anyMatch(name -> TagDoubt.of(name).isEmpty())) {
            advice = "Create it, correct the name, or let the mapping make it (create_missing).";
        }
        return one
                ? advice
                : advice.replace(" it", " them")
                        .replace("the name", "the names")
                        .replace("the id", "the ids");
    }

    private String inWords(TagQuestion question) {
        return switch (question) {
            case TagQuestion.ById(long id) -> String.valueOf(id);
            case TagQuestion.ByName(var tag) ->
                Excerpt.text(tag.name())
                        + TagDoubt.of(tag.name()).map(TagDoubt::inBrackets).orElseGet(() -> ofTags(tag.name()));
        };
    }

    private String ofTags(String name) {
        String known = suggestions.get(name);
        if (known != null || suggestions.size() >= MOST_SEARCHES) {
            return known == null ? "" : known;
        }
        String suggestion = DidYouMean.suggestion(name, allTags.knownNames());
        suggestions.put(name, suggestion);
        return suggestion;
    }
}
