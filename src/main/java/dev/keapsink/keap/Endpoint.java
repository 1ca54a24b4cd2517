package dev.keapsink.keap;

/**
 * What a call is made to. A failure that may be one record's or everybody's is held against the calls of others to the same
 * endpoint: if those succeed, it is the record's.
 */
public enum Endpoint {
    /** The account itself: whose it is, and its lists. What they answer is the same for every record. */
    ACCOUNT(Service.CONTACTS, "reading what the account has"),
    /** A tag that a record names, by its id or name. */
    TAG_SEARCH(Service.CONTACTS, "looking for a tag"),
    TAG_CREATION(Service.CONTACTS, "creating a tag"),
    CONTACT_SEARCH(Service.CONTACTS, "searching for contacts"),
    CONTACT_WRITE(Service.CONTACTS, "writing a contact"),
    CONTACT_DELETION(Service.CONTACTS, "deleting a contact"),
    TAGGING(Service.TAGS, "applying a tag"),
    UNTAGGING(Service.TAGS, "taking a tag off");

    private final Service service;
    private final String inWords;

    /** Calls that share a circuit breaker: writes that fail do not keep those from their tags that succeeded. */
    enum Service {
        CONTACTS,
        TAGS
    }

    Endpoint(Service service, String inWords) {
        this.service = service;
        this.inWords = inWords;
    }

    /** What is called for, as in "Keap forbids …". */
    String inWords() {
        return inWords;
    }

    Service service() {
        return service;
    }
}
