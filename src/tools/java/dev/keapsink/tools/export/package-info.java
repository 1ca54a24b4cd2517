/** The command that reads a Keap account into a database. */
@NullMarked
package dev.keapsink.tools.export;

import org.jspecify.annotations.NullMarked;
