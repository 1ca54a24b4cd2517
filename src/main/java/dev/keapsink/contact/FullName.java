package dev.keapsink.contact;

import dev.keapsink.text.Blanks;
import dev.keapsink.value.Fillers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A person's whole name in its parts; a part that it does not have is empty. Written {@code Byron, Ada} the family name
 * stands first, else last: it is the last word and all from the first particle on ({@code Ludwig van Beethoven}). A word
 * alone is the given name, behind a salutation the family name. A number, a filler, an address and what ends with the form of
 * a company are no names of a person.
 */
record FullName(String prefix, String given, String family, String suffix) {

    private static final Set<String> SALUTATIONS = Set.of(
            "mr",
            "mrs",
            "ms",
            "miss",
            "mx",
            "dr",
            "prof",
            "professor",
            "sir",
            "madam",
            "rev",
            "herr",
            "frau",
            "mme",
            "mlle",
            "sr",
            "sra",
            "srta");

    private static final Set<String> SUFFIXES =
            Set.of("jr", "sr", "ii", "iii", "iv", "2nd", "3rd", "4th", "phd", "md", "dds", "dvm", "esq", "mba", "cpa");

    private static final Set<String> PARTICLES = Set.of(
            "van", "von", "vom", "zu", "zum", "zur", "der", "den", "ter", "ten", "de", "del", "della", "dei", "di",
            "da", "das", "dos", "do", "du", "des", "la", "le", "las", "los", "el", "al", "bin", "ibn", "bint", "af",
            "av");

    private static final Set<String> AND = Set.of("&", "+", "and", "und");

    /** How names of companies end, with their dots: {@code A.G.} may be the initials of a person. */
    private static final Set<String> COMPANIES = Set.of(
            "inc",
            "inc.",
            "incorporated",
            "corp",
            "corp.",
            "corporation",
            "company",
            "co.",
            "llc",
            "l.l.c.",
            "llp",
            "ltd",
            "ltd.",
            "limited",
            "plc",
            "pty",
            "gmbh",
            "mbh",
            "ag",
            "kg",
            "ohg",
            "ug",
            "e.v.",
            "s.a.",
            "sarl",
            "srl",
            "s.p.a.",
            "b.v.",
            "n.v.",
            "foundation");

    /** The parts of a text; nothing if it is no person's name. */
    static Optional<FullName> of(String text) {
        if (text.indexOf('@') >= 0 || Fillers.isOne(text)) {
            return Optional.empty();
        }
        List<List<String>> pieces = new ArrayList<>(Stream.of(text.split("[,;]"))
                .map(piece -> Stream.of(piece.split("(?U)\\s+"))
                        .map(Blanks::strip)
                        .filter(word -> !word.isEmpty())
                        .toList())
                .filter(piece -> !piece.isEmpty())
                .toList());
        if (pieces.isEmpty() || COMPANIES.contains(pieces.getLast().getLast().toLowerCase(Locale.ROOT))) {
            return Optional.empty();
        }
        List<String> suffix = new ArrayList<>();
        for (int i = pieces.size() - 1; i > 0; i--) {
            if (SUFFIXES.containsAll(folded(pieces.get(i)))) {
                suffix.addAll(0, pieces.remove(i));
            }
        }
        return Optional.of(of(pieces, suffix)).filter(FullName::isOfAPerson);
    }

    /** Numbers are none, also those of orders: {@code #1001}, {@code EN1001}, {@code Order 1001}. */
    private boolean isOfAPerson() {
        List<String> words = Stream.of((given + " " + family).split(" "))
                .filter(word -> !word.isEmpty())
                .toList();
        return words.stream().anyMatch(FullName::hasLetter)
                && words.stream().filter(FullName::hasDigit).allMatch(word -> words.size() > 1 && hasLetter(word));
    }

    private static boolean hasLetter(String word) {
        return word.codePoints().anyMatch(Character::isLetter);
    }

    private static boolean hasDigit(String word) {
        return word.codePoints().anyMatch(Character::isDigit);
    }

    private static FullName of(List<List<String>> pieces, List<String> suffix) {
        boolean familyFirst = pieces.size() > 1;
        List<String> family = new ArrayList<>(familyFirst ? pieces.getFirst() : List.of());
        List<String> given = new ArrayList<>(pieces.subList(familyFirst ? 1 : 0, pieces.size()).stream()
                .flatMap(List::stream)
                .toList());
        List<String> bearer = familyFirst ? family : given;
        while (bearer.size() > 1 && SUFFIXES.contains(folded(bearer.getLast()))) {
            suffix.addFirst(bearer.removeLast());
        }
        List<String> prefix = new ArrayList<>();
        while (!given.isEmpty() && isSalutation(given, !prefix.isEmpty())) {
            prefix.add(given.removeFirst());
        }
        if (!familyFirst) {
            List<String> last = given.subList(beginOfFamily(given, !prefix.isEmpty()), given.size());
            family.addAll(last);
            last.clear();
        }
        return new FullName(joined(prefix), joined(given), joined(family), joined(suffix));
    }

    /** Whether a name goes on with a salutation, also with a second one: {@code Mr. and Mrs.} */
    private static boolean isSalutation(List<String> words, boolean saluted) {
        return SALUTATIONS.contains(folded(words.getFirst()))
                || (saluted
                        && words.size() > 1
                        && AND.contains(folded(words.getFirst()))
                        && SALUTATIONS.contains(folded(words.get(1))));
    }

    private static int beginOfFamily(List<String> words, boolean saluted) {
        if (words.size() <= 1) {
            return saluted ? 0 : words.size();
        }
        if (words.size() > 2 && AND.contains(folded(words.get(words.size() - 2)))) {
            return words.size();
        }
        for (int i = 1; i < words.size() - 1; i++) {
            if (PARTICLES.contains(folded(words.get(i)))) {
                return i;
            }
        }
        return saluted && PARTICLES.contains(folded(words.getFirst())) ? 0 : words.size() - 1;
    }

    private static List<String> folded(List<String> words) {
        return words.stream().map(FullName::folded).toList();
    }

    private static String folded(String word) {
        return word.replace(".", "").toLowerCase(Locale.ROOT);
    }

    private static String joined(List<String> words) {
        return String.join(" ", words);
    }

    /** Says nothing: it is personal. */
    @Override
    public String toString() {
        return "FullName";
    }
}
