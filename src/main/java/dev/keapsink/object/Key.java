package dev.keapsink.object;

import dev.keapsink.record.ObjectType;
import java.util.List;
import java.util.Locale;

/**
 * Who an object is. Two records with equal keys are about the same object.
 *
 * <p>Addresses and numbers can be chosen to have one hash code. Maps put such keys in order, because they can be compared, and find
 * them as quickly as others.
 *
 * @param parts what tells the object from others of its type, folded so that equal ones are equal as texts
 */
public record Key(ObjectType type, By by, List<String> parts) implements Comparable<Key> {

    /** What an object is told by. */
    public enum By {
        /** An e-mail address, and both names if they are part of the match. */
        EMAIL(true),
        /** A phone number, for want of an address. */
        PHONE(false);

        private final boolean upserted;

        By(boolean upserted) {
            this.upserted = upserted;
        }

        /** Whether Keap's own upsert finds the object, so that it need not be searched for and is never made twice. */
        public boolean isUpserted() {
            return upserted;
        }

        /** The letter that the ledger keeps of it. */
        public String letter() {
            return word().substring(0, 1);
        }

        /** The word that texts of keys begin with. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Key {
        parts = List.copyOf(parts);
    }

    /** The key as a text that is the same for equal keys of its type and for no others. It is personal. */
    public String text() {
        return by.word() + " " + String.join("\n", parts);
    }

    /** The same for equal keys of all types. */
    public String unique() {
        return type.stream() + ' ' + text();
    }

    @Override
    public int compareTo(Key other) {
        int byType = type.compareTo(other.type);
        return byType != 0 ? byType : text().compareTo(other.text());
    }

    /** Without the parts, which are personal. */
    @Override
    public String toString() {
        return "Key[" + type.stream() + ", " + by + "]";
    }
}
