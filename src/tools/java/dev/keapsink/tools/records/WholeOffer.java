package dev.keapsink.tools.records;

import dev.keapsink.tools.records.Guess.Offer;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Looks at the guesses for a file together. Columns that belong together are offered together or not at all: half a
 * name, half an address, and the data of two persons would make a contact that does not exist.
 */
final class WholeOffer {
    private static final Pattern ADDRESS =
            Pattern.compile("(shipping_|other_)?(line1|line2|locality|region|postal_code|zip_four|country)");

    private final Columns columns;
    private final Set<String> taken;

    /**
     * Prepares the look at a file.
     *
     * @param taken the fields that columns of the file or entries of the mapping fill already
     */
    WholeOffer(Columns columns, Set<String> taken) {
        this.columns = columns;
        this.taken = taken;
    }

    /** Returns the guesses, with hints in place of those offers that do not go together. */
    Map<String, Guess> of(Map<String, Guess> guesses) {
        Map<String, Guess> whole = new LinkedHashMap<>(guesses);
        if (roles(whole).count() > 1) {
            withdraw(
                    whole,
                    column -> roles(column).findAny().isPresent(),
                    offer -> true,
                    "may be %s; map it if it is the contact's own");
        }
        if (addresses(whole).size() > 1) {
            withdraw(
                    whole,
                    column -> true,
                    offer -> ADDRESS.matcher(offer.target()).matches(),
                    "may be %s; map it if it belongs to that address");
        }
        withdraw(
                whole,
                column -> true,
                offer -> lacksOtherHalf(offer, targets(whole)),
                "may be %s; map it together with the other half of the name");
        return whole;
    }

    private static void withdraw(
            Map<String, Guess> guesses, Predicate<String> ofColumn, Predicate<Offer> ofOffer, String hint) {
        guesses.replaceAll(
                (column, guess) -> guess instanceof Offer offer && ofColumn.test(column) && ofOffer.test(offer)
                        ? new Guess.Hint(hint.formatted(offer.target()))
                        : guess);
    }

    /** Returns the roles of persons whose data the file has, by the names of columns with a field. */
    private Stream<String> roles(Map<String, Guess> guesses) {
        return columns.all().stream()
                .filter(name -> guesses.containsKey(name)
                        ? !(guesses.get(name) instanceof Guess.Nothing)
                        : !columns.fieldsOf(name).isEmpty())
                .flatMap(WholeOffer::roles)
                .distinct();
    }

    private static Stream<String> roles(String column) {
        return ColumnName.of(column).words().stream().filter(ContactWords.ROLES::contains);
    }

    /** Returns the addresses of a contact that are filled, or would be. */
    private Set<String> addresses(Map<String, Guess> guesses) {
        return Stream.concat(taken.stream(), targets(guesses).stream())
                .map(ADDRESS::matcher)
                .filter(Matcher::matches)
                .map(field -> Optional.ofNullable(field.group(1)).orElse(""))
                .collect(Collectors.toSet());
    }

    private boolean lacksOtherHalf(Offer offer, Collection<String> targets) {
        return NameHalves.other(offer.target())
                .filter(other -> !taken.contains(other) && !targets.contains(other))
                .filter(new NameHalves(columns.all())::has)
                .isPresent();
    }

    private static Set<String> targets(Map<String, Guess> guesses) {
        Set<String> targets = new HashSet<>();
        guesses.values().forEach(guess -> {
            if (guess instanceof Offer(String target, String why)) {
                targets.add(target);
            }
        });
        return targets;
    }
}
