package dev.keapsink.tools.records;

import dev.keapsink.contact.ContactFields;
import dev.keapsink.contact.ContactNames;
import dev.keapsink.field.Field;
import dev.keapsink.field.FieldType;
import dev.keapsink.mapping.DidYouMean;
import dev.keapsink.tools.records.ColumnName.Run;
import dev.keapsink.tools.records.ColumnValues.Kind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.text.similarity.LevenshteinDistance;

/**
 * Guesses the field of a contact that a column without a place belongs in, by its values and by its name. A field is
 * guessed for one column at most. Data of another person, ids, and consent to be mailed are never guessed.
 */
final class LikelyFields {
    private static final String EMAIL = "email1";
    private static final String PHONE = "phone1";

    private static final Set<String> NUMBER_WORDS =
            Set.of("phone", "telephone", "tel", "mobile", "cell", "cellphone", "whatsapp", "sms", "telefon", "handy");

    private static final Set<String> ID_WORDS =
            Set.of("id", "order", "sku", "invoice", "transaction", "zip", "postal", "number", "no", "barcode", "iban");

    /** Words of people who are not the contact. */
    private static final Set<String> OTHER_PEOPLE = words(
            "friend referrer referred referral host manager assistant owner agent rep spouse guest parent emergency vendor"
                    + " seller organizer organiser speaker presenter supplier staff salesperson");

    /** Words of things that have a city, a country or a name of their own. */
    private static final Set<String> OTHER_THINGS = words(
            "shipping delivery company organization organisation business item lineitem product order payment card event"
                    + " store shop webinar session browser ip");

    /** Words around a field's name that do not change its meaning. */
    private static final Set<String> NEUTRAL = words(
            "a an and the of is are in for what which whats s your you my our please enter give tell us provide type here do"
                    + " live optional required contact customer client attendee registrant participant subscriber member user"
                    + " lead buyer applicant student respondent person full current complete main primary legal");

    private static final Set<String> CONSENT_WORDS = words(
            "newsletter newsletters marketing consent consents agree agreed subscribe subscribed optin opt mailing gdpr");

    /** Fields that hold another system's ids, or something that a person has to decide. */
    private static final Set<FieldType> NEVER =
            Set.of(FieldType.ID, FieldType.SOURCE_TYPE, FieldType.OPT_IN, FieldType.IP_ADDRESS);

    /** A shorter name resembles too many others. */
    private static final int SHORTEST_TYPO = 6;

    private static final int SHORTEST_DOUBLE_TYPO = 8;

    private static final Map<String, Field> BY_NAME = byName();

    private final Set<String> taken;

    /**
     * Prepares the guesses for one file.
     *
     * @param taken the fields that columns of the file or entries of the mapping fill already
     */
    LikelyFields(Set<String> taken) {
        this.taken = new HashSet<>(taken);
    }

    private static Set<String> words(String text) {
        return Set.of(text.split(" "));
    }

    private static Map<String, Field> byName() {
        Map<String, Field> fields = new HashMap<>();
        ContactNames.ALL.lines().stream()
                .filter(line -> line.beside().isEmpty())
                .forEach(line -> ContactFields.TABLE
                        .find(line.field())
                        .filter(field -> !NEVER.contains(field.kind()))
                        .ifPresent(field -> fields.putIfAbsent(Field.normalised(line.name()), field)));
        return Map.copyOf(fields);
    }

    /** Returns the guess for a column, whose field is taken from then on. */
    Guess of(String column, ColumnValues values) {
        ColumnName name = ColumnName.of(column);
        Guess guess = guess(name, values);
        if (guess instanceof Guess.Offer(String target, String why) && !taken.add(target)) {
            return new Guess.Hint("may be %s, which another column fills".formatted(target));
        }
        return guess;
    }

    private Guess guess(ColumnName name, ColumnValues values) {
        if (values.areMostly(Kind.ADDRESS)) {
            return ofAPerson(name, EMAIL, "email2", Kind.ADDRESS);
        }
        boolean isPhone = values.areMostly(Kind.PHONE)
                && (name.hasOneOf(NUMBER_WORDS) || (values.areMostly(Kind.WRITTEN_PHONE) && !name.hasOneOf(ID_WORDS)));
        if (isPhone) {
            return ofAPerson(name, PHONE, "phone2", Kind.PHONE);
        }
        if (values.areMostly(Kind.YES_OR_NO)) {
            return name.hasOneOf(CONSENT_WORDS)
                    ? new Guess.Hint(
                            "may be a consent to be mailed; docs/exports.md says how it is sent as opt_in_reason")
                    : new Guess.Nothing(Kind.YES_OR_NO.words());
        }
        if (isWholeName(name, values)) {
            return new Guess.Hint(
                    "may be the whole name; rename the column to Full name, and it is split into first and last name");
        }
        return field(name, values)
                .<Guess>map(field -> new Guess.Offer(field.label(), "by its name"))
                .orElseGet(() -> new Guess.Nothing(values.inWords().orElse("")));
    }

    private Guess ofAPerson(ColumnName name, String first, String second, Kind kind) {
        if (!taken.contains(first) && !name.hasOneOf(OTHER_PEOPLE)) {
            return new Guess.Offer(first, "its values are " + kind.words());
        }
        return new Guess.Hint("holds %s; map it to %s if they are the contact's own"
                .formatted(kind.words(), taken.contains(first) ? second : first));
    }

    private boolean isWholeName(ColumnName name, ColumnValues values) {
        boolean isSplit = !taken.contains("given_name") && !taken.contains("family_name");
        return isSplit
                && values.areMostly(Kind.WHOLE_NAME)
                && name.words().contains("name")
                && name.words().stream().allMatch(word -> word.equals("name") || NEUTRAL.contains(word));
    }

    private static Optional<Field> field(ColumnName name, ColumnValues values) {
        return name.runs().stream()
                .flatMap(
                        run -> Optional.ofNullable(BY_NAME.get(run.normalised()))
                                .filter(field -> isAllowed(field, run, name))
                                .stream())
                .filter(field -> fits(field, values))
                .findFirst()
                .or(() -> misspelt(name).filter(field -> fits(field, values)));
    }

    private static boolean isAllowed(Field field, Run run, ColumnName name) {
        return field.kind() == FieldType.COUNTRY
                ? !name.hasOneOf(OTHER_PEOPLE) && !name.hasOneOf(OTHER_THINGS)
                : NEUTRAL.containsAll(run.rest());
    }

    /** Whether a field could take values of this kind. Addresses and numbers are told by their values alone. */
    private static boolean fits(Field field, ColumnValues values) {
        return switch (field.kind()) {
            case EMAIL, PHONE, ID, SOURCE_TYPE, OPT_IN, IP_ADDRESS -> false;
            case COUNTRY -> values.areMostly(Kind.COUNTRY);
            case DAY, BIRTHDAY -> values.areMostly(Kind.DAY);
            case POSTAL_CODE -> !values.areMostly(Kind.DAY);
            case TEXT, NAME, TIME_ZONE, LOCALE -> !values.areMostly(Kind.DAY) && !values.areMostly(Kind.NUMBER);
        };
    }

    private static Optional<Field> misspelt(ColumnName name) {
        String whole = Field.normalised(String.join("", name.words()));
        int most = whole.length() < SHORTEST_DOUBLE_TYPO ? 1 : 2;
        return whole.length() < SHORTEST_TYPO
                ? Optional.empty()
                : DidYouMean.to(whole, BY_NAME.keySet())
                        .filter(known -> known.charAt(0) == whole.charAt(0)
                                && new LevenshteinDistance(most).apply(whole, known) >= 0)
                        .map(BY_NAME::get);
    }
}
