package dev.keapsink.keap;

/**
 * The kind of a call. A failure can be the fault of the record or of the deployment. If other calls of the same kind
 * succeed, it is the record's.
 */
public enum Endpoint {
    /** The account itself: its name and its lists. The answers are the same for every record. */
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

    /** Calls that share a circuit breaker. Failing writes do not keep the written contacts from their tags. */
    enum Service {
        CONTACTS,
        TAGS
    }

    Endpoint(Service service, String inWords) {
        this.service = service;
        this.inWords = inWords;
    }

    /** The purpose of the call, as in "Keap forbids …". */
    String inWords() {
        return inWords;
    }

    Service service() {
        return service;
    }
}
