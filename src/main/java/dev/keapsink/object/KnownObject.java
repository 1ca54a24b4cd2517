package dev.keapsink.object;

/**
 * Which object it was when it was written before.
 *
 * @param id in Keap
 * @param sameKey whether it was told by the same key then
 * @param searched whether it had to be searched for then, for want of what Keap's upsert finds it by
 */
public record KnownObject(long id, boolean sameKey, boolean searched) {}
