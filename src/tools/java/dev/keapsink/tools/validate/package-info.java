/** Runs the SQL checks on what an account holds and on what became of the records, and reports. */
@NullMarked
package dev.keapsink.tools.validate;

import org.jspecify.annotations.NullMarked;
