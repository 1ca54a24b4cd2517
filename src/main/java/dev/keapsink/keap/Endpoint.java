package dev.keapsink.keap;

import dev.keapsink.record.ObjectType;

/** The kind of a call. Together with the type of object, if it is about one, it makes the call's {@link Purpose}. */
public enum Endpoint {
    /** The account itself: its name and its lists. The answers are the same for every record. */
    ACCOUNT(false, "reading what the account has"),
    /** A tag that a record names, by its id or name. */
    TAG_SEARCH(false, "looking for a tag"),
    TAG_CREATION(false, "creating a tag"),
    /** Looking for an object that may exist already. */
    SEARCH(true, "searching for %1$s"),
    /** Creating or updating an object. */
    WRITE(true, "writing %2$s"),
    DELETION(true, "deleting %2$s"),
    TAGGING(false, "applying a tag"),
    UNTAGGING(false, "taking a tag off");

    private final boolean ofObject;
    private final String inWords;

    Endpoint(boolean ofObject, String inWords) {
        this.ofObject = ofObject;
        this.inWords = inWords;
    }

    /** Whether a call of this kind is about objects of one type. */
    boolean isOfObject() {
        return ofObject;
    }

    /** The purpose of the call, as in "Keap forbids …". */
    String inWords() {
        return inWords;
    }

    /** The purpose of a call about objects of this type. */
    String inWords(ObjectType type) {
        return inWords.formatted(type.stream(), type.one());
    }
}
