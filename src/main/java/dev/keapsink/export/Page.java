package dev.keapsink.export;

import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param rows none twice
 * @param next where the list goes on; null after the last page
 * @param counted how many rows the list has by Keap's own count; empty if it does not count
 */
record Page(List<ExportedRow> rows, @Nullable Place next, OptionalLong counted) {}
