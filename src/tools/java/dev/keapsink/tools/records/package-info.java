/** Reads files of records, as spreadsheets, exports and programs write them, into one message a record. */
@NullMarked
package dev.keapsink.tools.records;

import org.jspecify.annotations.NullMarked;
