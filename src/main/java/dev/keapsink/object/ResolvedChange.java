package dev.keapsink.object;

import dev.keapsink.field.LeftOut;
import java.util.List;
import java.util.Set;

/**
 * A change that the account has room for.
 *
 * @param used the fields of the record for which the account turned out to have a place
 * @param leftOut what stands in the place of a value and says nothing
 */
public record ResolvedChange(Change change, Set<String> used, List<LeftOut> leftOut) {}
