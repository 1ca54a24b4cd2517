package dev.keapsink.record;

import java.util.Locale;

/** The reason why a record can never be written. The codes are public: producers and alarms may rely on them. */
public enum Reason {
    /** The body, or the content that it wraps, is neither a record within the bounds nor several of them. */
    UNREADABLE,
    /** The message holds more records than one invocation should write together. */
    TOO_MANY_RECORDS,
    /** The records of the message need more calls than its deliveries have time for. */
    TOO_MUCH_FOR_ONE_MESSAGE,
    /** The envelope or a message attribute names a stream that this sink does not write. */
    UNKNOWN_STREAM,
    /** The message names an operation that is neither an upsert nor a delete. */
    UNKNOWN_OPERATION,
    /** The body is a pointer to an object in S3 that holds the body. */
    PAYLOAD_ELSEWHERE,
    /** A field holds a value that Keap could not take. */
    INVALID_VALUE,
    /** A text is longer than Keap stores. */
    TOO_LONG,
    /** The record has neither an e-mail address nor a phone number, so that no contact could be found by it. */
    NO_MATCH_KEY,
    /** The record names an option that the custom field does not have in the Keap account. */
    UNKNOWN_OPTION,
    /** The record names a tag that does not exist in the Keap account. */
    UNKNOWN_TAG,
    /** The record names a contact type that does not exist in the Keap account. */
    UNKNOWN_CONTACT_TYPE,
    /** Several contacts in Keap match the record. */
    AMBIGUOUS_MATCH,
    /** An earlier create was not answered, its object is not found, and a guess could move money twice. */
    IN_DOUBT,
    /** Keap has the order with other items, and the items of an order cannot be changed. */
    ITEMS_DIFFER,
    /** Keap has another total for the order than its record says, so that its payments are not recorded. */
    TOTAL_DIFFERS,
    /** The record asks for something that this sink does not do, such as charging a card or changing a payment. */
    UNSUPPORTED_OPERATION,
    /** The record refers to an object that was not found, and did not come in time. */
    UNKNOWN_REFERENCE,
    /** Keap refused the record itself (400, 405, 415, 422). */
    REFUSED_BY_KEAP,
    /** Keap's server failed on this record repeatedly, while others in its batches succeeded. */
    REFUSED_BY_SERVER,
    /** Keap forbade this record (403) while others in its batch succeeded. */
    FORBIDDEN;

    /** The stable code: the name in lower case. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
