package dev.keapsink.simulator;

import java.util.Set;

/** A kind of object that v2 keeps beside contacts. */
public enum Resource {
    COMPANIES("Company", 1_000_000),
    PRODUCTS("Product", 2_000_000),
    OPPORTUNITIES("Opportunity", 3_000_000),
    ORDERS("Order", 4_000_000),
    ORDER_ITEMS("Order item", 5_000_000),
    PAYMENTS("Payment", 6_000_000),
    NOTES("Note", 7_000_000),
    TASKS("Task", 8_000_000),
    FILES("File", 9_000_000),
    USERS("User", 10_000_000),
    STAGES("Stage", 11_000_000),
    STAGE_MOVES("Stage move", 12_000_000);

    private final String singular;
    private final long base;

    Resource(String singular, long base) {
        this.singular = singular;
        this.base = base;
    }

    /** The kinds that exist only with this one. */
    Set<Resource> parts() {
        return switch (this) {
            case ORDERS -> Set.of(ORDER_ITEMS, PAYMENTS);
            case OPPORTUNITIES -> Set.of(STAGES, STAGE_MOVES);
            case COMPANIES, PRODUCTS, ORDER_ITEMS, PAYMENTS, NOTES, TASKS, FILES, USERS, STAGES, STAGE_MOVES ->
                Set.of();
        };
    }

    /** The name of one such object in Keap's messages. */
    String singular() {
        return singular;
    }

    /** The number from which Keap counts ids on; each kind has numbers of its own, so that none is taken for another. */
    long base() {
        return base;
    }
}
