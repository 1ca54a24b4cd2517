package dev.keapsink.contact;

/** Who a contact is. Two records with equal keys are about the same contact. */
public sealed interface ContactKey {

    /**
     * The key as a text that is the same for equal keys and for no others. It is personal. Maps hold texts rather than keys:
     * they put texts whose hash codes are the same in order, so that addresses that were chosen to have one hash code are
     * found as quickly as others.
     */
    default String text() {
        return switch (this) {
            case ByEmail(String email, String names) -> "email " + email + '\n' + names;
            case ByPhone(String digits) -> "phone " + digits;
        };
    }

    /**
     * Found by the e-mail address.
     *
     * @param email in lower case
     * @param names both names in lower case when they are part of the match, else empty
     */
    record ByEmail(String email, String names) implements ContactKey {
        /** Whether the names are part of the match, but there are none. */
        boolean lacksNames() {
            return !names.isEmpty() && names.isBlank();
        }

        @Override
        public String toString() {
            return "ByEmail";
        }
    }

    /**
     * Found by the phone number, for want of an e-mail address.
     *
     * @param digits the number without punctuation
     */
    record ByPhone(String digits) implements ContactKey {
        @Override
        public String toString() {
            return "ByPhone";
        }
    }
}
