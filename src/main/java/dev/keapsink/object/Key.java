package dev.keapsink.object;

import dev.keapsink.record.ObjectType;
import java.util.List;
import java.util.Locale;

/**
 * Identifies an object: two records with equal keys are about the same object. Immutable.
 *
 * <p>Records can be made with addresses and numbers that share one hash code. Keys are comparable, so a map keeps such
 * keys sorted and finds them fast all the same.
 *
 * @param parts the identifying texts, folded so that equal ones are equal as texts
 */
public record Key(ObjectType type, By by, List<String> parts) implements Comparable<Key> {

    /** The kinds of identifying text. */
    public enum By {
        /** The e-mail address, and both names if they are part of the match. */
        EMAIL(true),
        /** The phone number of a record without an e-mail address. */
        PHONE(false),
        /** The exact name. */
        NAME(false),
        /** The key that the producer gave the record, or a text that stands for it, such as a product's SKU. */
        SOURCE_KEY(false);

        private final boolean upserted;

        By(boolean upserted) {
            this.upserted = upserted;
        }

        /** Whether Keap's own upsert finds the object. It then needs no search and is never created twice. */
        public boolean isUpserted() {
            return upserted;
        }

        /** The letter that stands for this kind in the ledger. */
        public String letter() {
            return word().substring(0, 1);
        }

        /** The word that a key's text begins with. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Key {
        parts = List.copyOf(parts);
    }

    /** The key as a text, unique within its type. It is personal. */
    public String text() {
        return by.word() + " " + String.join("\n", parts);
    }

    /** The key as a text, unique among all types. It is personal. */
    public String unique() {
        return type.stream() + ' ' + text();
    }

    @Override
    public int compareTo(Key other) {
        int byType = type.compareTo(other.type);
        return byType != 0 ? byType : text().compareTo(other.text());
    }

    /** Hides the parts, which are personal. */
    @Override
    public String toString() {
        return "Key[" + type.stream() + ", " + by + "]";
    }
}
