package dev.keapsink.record;

/**
 * A tag by its name, for those who know no ids.
 *
 * @param createMissing whether it is made if the account has none of that name
 */
public record TagName(String name, boolean createMissing) {}
