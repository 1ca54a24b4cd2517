package dev.keapsink.batch;

/**
 * Which contact it was when it was written before.
 *
 * @param id in Keap
 * @param sameKey whether it was found by the same address or number then
 * @param byPhone whether it was found by a number, for want of an address
 */
record KnownContact(long id, boolean sameKey, boolean byPhone) {}
