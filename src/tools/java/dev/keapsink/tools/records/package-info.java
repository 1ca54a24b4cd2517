/** Reads files of records, as spreadsheets, exports and programs write them, and makes one message of each record. */
@NullMarked
package dev.keapsink.tools.records;

import org.jspecify.annotations.NullMarked;
