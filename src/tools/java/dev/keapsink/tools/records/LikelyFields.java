package dev.keapsink.tools.records;

import dev.keapsink.contact.ContactFields;
import dev.keapsink.contact.ContactNames;
import dev.keapsink.field.Field;
import dev.keapsink.field.FieldType;
import dev.keapsink.mapping.DidYouMean;
import dev.keapsink.tools.records.ColumnValues.Kind;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.text.similarity.LevenshteinDistance;

/**
 * Guesses the field of a contact that a column without a place belongs in, by its values and by its name. A field is
 * guessed for one column at most. Ids and consent are never guessed, nor is anything that may be another person's: an
 * offer that reaches the wrong person is worse than none.
 */
final class LikelyFields {
    private static final String EMAIL = "email1";
    private static final String PHONE = "phone1";

    private static final Set<String> NUMBER_WORDS =
            Set.of("phone", "telephone", "tel", "mobile", "cell", "cellphone", "whatsapp", "sms", "telefon", "handy");

    private static final Set<String> ID_WORDS =
            Set.of("id", "order", "sku", "invoice", "transaction", "zip", "postal", "number", "no", "barcode", "iban");

    /** Fields that hold another system's ids, or something that a person has to decide. */
    private static final Set<FieldType> NEVER =
            Set.of(FieldType.ID, FieldType.SOURCE_TYPE, FieldType.OPT_IN, FieldType.IP_ADDRESS);

    /** A shorter name resembles too many others. */
    private static final int SHORTEST_TYPO = 6;

    private static final int SHORTEST_DOUBLE_TYPO = 8;

    private static final Map<String, Field> BY_NAME = byName();

    private final Set<String> taken;
    private final NameHalves halves;

    /**
     * Prepares the guesses for one file.
     *
     * @param taken the fields that columns of the file or entries of the mapping fill already
     * @param columns the names of all columns of the file
     */
    LikelyFields(Set<String> taken, Collection<String> columns) {
        this.taken = new HashSet<>(taken);
        this.halves = new NameHalves(columns);
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
            return ofAPerson(ContactWords.isOwnAddress(name), EMAIL, "email2", Kind.ADDRESS);
        }
        boolean isPhone = values.areMostly(Kind.PHONE)
                && (name.hasOneOf(NUMBER_WORDS) || (values.areMostly(Kind.WRITTEN_PHONE) && !name.hasOneOf(ID_WORDS)));
        if (isPhone) {
            return ofAPerson(ContactWords.isOwnNumber(name), PHONE, "phone2", Kind.PHONE);
        }
        if (values.areMostly(Kind.YES_OR_NO)) {
            return ContactWords.isMailConsent(name)
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

    private Guess ofAPerson(boolean isOwn, String first, String second, Kind kind) {
        if (isOwn && !taken.contains(first)) {
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
                && ContactWords.areNeutral(name.words().stream()
                        .filter(word -> !word.equals("name"))
                        .toList());
    }

    private Optional<Field> field(ColumnName name, ColumnValues values) {
        if (values.areMostly(Kind.COUNTRY) && ContactWords.isOwnCountry(name)) {
            return ContactFields.TABLE.find("country");
        }
        return name.runs().stream()
                .flatMap(run -> Optional.ofNullable(BY_NAME.get(run.normalised()))
                        .filter(field -> ContactWords.areNeutral(run.rest()))
                        .stream())
                .filter(field -> fits(field, values))
                .findFirst()
                .or(() -> halves.bare(name).flatMap(ContactFields.TABLE::find).filter(field -> fits(field, values)))
                .or(() -> misspelt(name).filter(field -> fits(field, values)));
    }

    /** Whether a field could take values of this kind. Addresses and numbers are told by their values alone. */
    private static boolean fits(Field field, ColumnValues values) {
        return switch (field.kind()) {
            case EMAIL,
                    PHONE,
                    ID,
                    TEXT_ID,
                    SOURCE_TYPE,
                    ORDER_TYPE,
                    ITEM_TYPE,
                    ITEMS,
                    PRIORITY,
                    FLAG,
                    OPT_IN,
                    IP_ADDRESS -> false;
            case COUNTRY -> values.areMostly(Kind.COUNTRY);
            case DAY, BIRTHDAY, MOMENT -> values.areMostly(Kind.DAY);
            case MONEY, MONEY_IN_CENTS, MEASURE, COUNT, QUANTITY, REMINDER -> values.areMostly(Kind.NUMBER);
            case POSTAL_CODE -> !values.areMostly(Kind.DAY);
            case TEXT, KEPT_TEXT, NAME, TIME_ZONE, LOCALE ->
                !values.areMostly(Kind.DAY) && !values.areMostly(Kind.NUMBER);
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
