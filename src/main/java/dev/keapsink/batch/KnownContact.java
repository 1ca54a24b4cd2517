package dev.keapsink.batch;

/**
 * Which contact it was when it was written before.
 *
 * @param id in Keap
 * @param sameKey whether it was found by the same address or number then
 */
record KnownContact(long id, boolean sameKey) {}
