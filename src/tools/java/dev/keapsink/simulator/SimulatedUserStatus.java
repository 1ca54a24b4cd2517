package dev.keapsink.simulator;

/** The state of a user of the account. */
public enum SimulatedUserStatus {
    ACTIVE,
    INVITED,
    INACTIVE
}
