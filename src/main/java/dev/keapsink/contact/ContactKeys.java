package dev.keapsink.contact;

import dev.keapsink.object.Key;
import dev.keapsink.record.ObjectType;
import dev.keapsink.text.Blanks;
import java.util.List;

/** The keys of contacts. */
final class ContactKeys {

    private ContactKeys() {}

    /**
     * Of a contact that is found by its address.
     *
     * @param email in lower case
     * @param names both names in lower case when they are part of the match, else empty
     */
    static Key byEmail(String email, String names) {
        return new Key(ObjectType.CONTACTS, Key.By.EMAIL, List.of(email, names));
    }

    /**
     * Of a contact that is found by its number, for want of an address.
     *
     * @param number as {@link dev.keapsink.value.PhoneIdentity} has it: the same for all notations of one number
     */
    static Key byPhone(String number) {
        return new Key(ObjectType.CONTACTS, Key.By.PHONE, List.of(number));
    }

    /** The address or the number. */
    static String sought(Key key) {
        return key.parts().getFirst();
    }

    /** The names that are part of the match; empty if they are not. */
    static String names(Key key) {
        return key.by() == Key.By.EMAIL ? key.parts().getLast() : "";
    }

    /** Whether the names are part of the match, but there are none. */
    static boolean lacksNames(Key key) {
        return !names(key).isEmpty() && Blanks.isBlank(names(key));
    }
}
