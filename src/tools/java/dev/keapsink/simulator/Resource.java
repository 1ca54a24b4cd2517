package dev.keapsink.simulator;

/** A kind of object that v2 keeps beside contacts. */
public enum Resource {
    COMPANIES("Company"),
    PRODUCTS("Product"),
    OPPORTUNITIES("Opportunity"),
    ORDERS("Order"),
    ORDER_ITEMS("Order item"),
    PAYMENTS("Payment"),
    NOTES("Note"),
    TASKS("Task"),
    FILES("File"),
    USERS("User"),
    STAGES("Stage"),
    STAGE_MOVES("Stage move");

    private final String singular;

    Resource(String singular) {
        this.singular = singular;
    }

    /** The name of one such object in Keap's messages. */
    String singular() {
        return singular;
    }

    /** The number from which Keap counts ids on; each kind has numbers of its own, so that none is taken for another. */
    long base() {
        return 1_000_000L * (ordinal() + 1);
    }
}
