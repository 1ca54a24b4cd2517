package dev.keapsink.contact;

import dev.keapsink.text.Blanks;
import dev.keapsink.value.Fillers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A person's whole name, split into parts; a missing part is empty.
 *
 * <p>In {@code Byron, Ada} the family name stands first. Otherwise it is the last word, or all words from the first
 * particle on ({@code Ludwig van Beethoven}). A single word is the given name, or the family name after a salutation.
 *
 * <p>Two persons, a number, a filler, JSON, an e-mail address and a text that ends like a company's name are no names
 * of a person.
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

    private static final Set<String> SUFFIXES = words(
            "jr sr ii iii iv 2nd 3rd 4th phd md dds dvm dmd esq esquire mba cpa cfa cfp pmp rn lpn lcsw lmft psyd msc bsc");

    /** Titles that count only behind a comma and a whole name, because some of them are names as well. */
    private static final Set<String> TITLES = words(
            "realtor broker attorney lawyer coach agent owner founder co-founder president director manager author notary trainer"
                    + " consultant engineer architect nurse therapist ret retired ceo cto cfo coo jd edd pe");

    private static final Pattern CAPITALS = Pattern.compile("[\\p{Lu}.&-]*\\p{Lu}[\\p{Lu}.&-]*");

    private static final int LONGEST_CAPITALS = 5;

    private static final Pattern SIGNS = Pattern.compile("[-\u2013\u2014_./|*]+");

    private static final Pattern MARKS = Pattern.compile("[.\u00AE\u2122]");

    private static final Set<String> PARTICLES = Set.of(
            "van", "von", "vom", "zu", "zum", "zur", "der", "den", "ter", "ten", "de", "del", "della", "dei", "di",
            "da", "das", "dos", "do", "du", "des", "la", "le", "las", "los", "el", "al", "bin", "ibn", "bint", "af",
            "av");

    private static final Set<String> AND = Set.of("&", "+", "and", "und");

    /** Endings of companies' names. Dots count: {@code A.G.} may be the initials of a person. */
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

    private static Set<String> words(String text) {
        return Set.of(text.split(" "));
    }

    /** Splits a text; empty if it is not the name of a person. */
    static Optional<FullName> of(String text) {
        if (text.indexOf('@') >= 0 || text.startsWith("{") || text.startsWith("[") || Fillers.isNoName(text)) {
            return Optional.empty();
        }
        List<List<String>> pieces = new ArrayList<>(Stream.of(withoutNote(text).split("[,;]"))
                .map(piece -> Stream.of(piece.split("(?U)\\s+"))
                        .map(Blanks::strip)
                        .filter(word -> !word.isEmpty() && !SIGNS.matcher(word).matches())
                        .toList())
                .filter(piece -> !piece.isEmpty())
                .toList());
        if (pieces.isEmpty() || COMPANIES.contains(pieces.getLast().getLast().toLowerCase(Locale.ROOT))) {
            return Optional.empty();
        }
        List<String> suffix = new ArrayList<>();
        for (int i = pieces.size() - 1; i > 0; i--) {
            if (isTitle(pieces.get(i), pieces.subList(0, i))) {
                suffix.addAll(0, pieces.remove(i));
            }
        }
        if (text.indexOf(';') >= 0
                && (pieces.size() > 2 || (pieces.size() == 2 && pieces.stream().allMatch(piece -> piece.size() > 1)))) {
            return Optional.empty();
        }
        return Optional.of(of(pieces, suffix)).filter(FullName::isOfAPerson);
    }

    /** Whether a note in brackets follows the name. */
    static boolean hasNote(String text) {
        return withoutNote(text).length() < text.length();
    }

    private static String withoutNote(String text) {
        int opening = text.indexOf(" (");
        return opening > 0 && Blanks.strip(text).endsWith(")") ? text.substring(0, opening) : text;
    }

    /**
     * Whether the words behind a comma are no part of the name itself. They may be a suffix. Behind a whole name they
     * may also be a known title, or short words in capitals if the name is not all in capitals.
     */
    private static boolean isTitle(List<String> piece, List<List<String>> before) {
        if (SUFFIXES.containsAll(folded(piece))) {
            return true;
        }
        List<String> name = before.stream().flatMap(List::stream).toList();
        return name.size() > 1
                && !PARTICLES.contains(folded(name.getFirst()))
                && (TITLES.containsAll(folded(piece))
                        || (piece.stream().allMatch(FullName::isInCapitals)
                                && !name.stream().allMatch(word -> word.equals(word.toUpperCase(Locale.ROOT)))));
    }

    private static boolean isInCapitals(String word) {
        int letters = (int) word.chars().filter(Character::isLetter).count();
        return letters > 1
                && letters <= LONGEST_CAPITALS
                && CAPITALS.matcher(word).matches();
    }

    /**
     * Whether this is the name of a person and not a number, such as {@code #1001}, {@code EN1001} or {@code Order
     * 1001}.
     */
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
        for (List<String> bearer : List.of(given, family)) {
            while (bearer.size() > 1 && SUFFIXES.contains(folded(bearer.getLast()))) {
                suffix.addFirst(bearer.removeLast());
            }
        }
        List<String> prefix = new ArrayList<>();
        while (!given.isEmpty() && isSalutation(given, !prefix.isEmpty())) {
            prefix.add(given.removeFirst());
        }
        while (familyFirst && family.size() > 1 && isSalutation(family, !prefix.isEmpty())) {
            prefix.add(family.removeFirst());
        }
        if (!familyFirst) {
            List<String> last = given.subList(beginOfFamily(given, !prefix.isEmpty()), given.size());
            family.addAll(last);
            last.clear();
        }
        return new FullName(joined(prefix), joined(given), joined(family), joined(suffix));
    }

    /** Whether the words begin with a salutation, or with a second one as in {@code Mr. and Mrs.} */
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
        return MARKS.matcher(word).replaceAll("").toLowerCase(Locale.ROOT);
    }

    private static String joined(List<String> words) {
        return String.join(" ", words);
    }

    /** Hides the name, which is personal. */
    @Override
    public String toString() {
        return "FullName";
    }
}
