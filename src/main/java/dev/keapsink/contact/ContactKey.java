package dev.keapsink.contact;

import dev.keapsink.text.Blanks;

/**
 * Who a contact is. Two records with equal keys are about the same contact.
 *
 * <p>Addresses and numbers can be chosen to have one hash code. Maps put such keys in order if they can be compared, and find them as
 * quickly as others; but only keys of one class. So an address has an even hash code and a number an odd one.
 */
public sealed interface ContactKey {

    /**
     * The key as a text that is the same for equal keys and for no others. It is personal.
     */
    default String text() {
        return switch (this) {
            case ByEmail(String email, String names) -> "email " + email + '\n' + names;
            case ByPhone(String number) -> "phone " + number;
        };
    }

    /**
     * Found by the e-mail address.
     *
     * @param email in lower case
     * @param names both names in lower case when they are part of the match, else empty
     */
    record ByEmail(String email, String names) implements ContactKey, Comparable<ByEmail> {
        @Override
        public int compareTo(ByEmail other) {
            return text().compareTo(other.text());
        }

        @Override
        public int hashCode() {
            return 2 * (31 * email.hashCode() + names.hashCode());
        }

        /** Whether the names are part of the match, but there are none. */
        boolean lacksNames() {
            return !names.isEmpty() && Blanks.isBlank(names);
        }

        @Override
        public String toString() {
            return "ByEmail";
        }
    }

    /**
     * Found by the phone number, for want of an e-mail address.
     *
     * @param number as {@link dev.keapsink.value.PhoneIdentity} has it: the same for all notations of one number
     */
    record ByPhone(String number) implements ContactKey, Comparable<ByPhone> {
        @Override
        public int compareTo(ByPhone other) {
            return number.compareTo(other.number);
        }

        @Override
        public int hashCode() {
            return 2 * number.hashCode() + 1;
        }

        @Override
        public String toString() {
            return "ByPhone";
        }
    }
}
