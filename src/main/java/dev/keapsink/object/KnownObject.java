package dev.keapsink.object;

/**
 * An object that was written before.
 *
 * @param id in Keap
 * @param sameKey whether it was identified by the same key then
 * @param searched whether it had to be searched for then, because Keap's upsert could not find it
 */
public record KnownObject(long id, boolean sameKey, boolean searched) {}
