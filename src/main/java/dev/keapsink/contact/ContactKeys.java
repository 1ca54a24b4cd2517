package dev.keapsink.contact;

import dev.keapsink.object.Key;
import dev.keapsink.record.ObjectType;
import dev.keapsink.text.Blanks;
import java.util.List;

/** Makes and reads the keys of contacts. */
final class ContactKeys {

    private ContactKeys() {}

    /**
     * The key of a contact that is found by its e-mail address.
     *
     * @param email in lower case
     * @param names both names in lower case if they are part of the match, else empty
     */
    static Key byEmail(String email, String names) {
        return new Key(ObjectType.CONTACTS, Key.By.EMAIL, List.of(email, names));
    }

    /**
     * The key of a contact that is found by its phone number, for a record without an e-mail address.
     *
     * @param number as {@link dev.keapsink.value.PhoneIdentity} has it: the same for all notations of one number
     */
    static Key byPhone(String number) {
        return new Key(ObjectType.CONTACTS, Key.By.PHONE, List.of(number));
    }

    /** The e-mail address or the phone number. */
    static String addressOrNumber(Key key) {
        return key.parts().getFirst();
    }

    /** The names that are part of the match; empty if they are not. */
    static String names(Key key) {
        return key.by() == Key.By.EMAIL ? key.parts().getLast() : "";
    }

    /** Whether the names are part of the match but are missing. */
    static boolean lacksNames(Key key) {
        return !names(key).isEmpty() && Blanks.isBlank(names(key));
    }
}
