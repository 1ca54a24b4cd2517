package dev.keapsink.object;

import dev.keapsink.field.LeftOut;
import java.util.List;
import java.util.Set;

/**
 * A change whose names are resolved against the account.
 *
 * @param used names of the record's fields for which the account turned out to have a custom field
 * @param leftOut values that are fillers and are not written
 */
public record ResolvedChange(Change change, Set<String> used, List<LeftOut> leftOut) {}
