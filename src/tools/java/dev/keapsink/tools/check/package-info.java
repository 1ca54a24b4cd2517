/** The command {@code ./run check}: runs the function's check on this machine, and previews the records of a file. */
@NullMarked
package dev.keapsink.tools.check;

import org.jspecify.annotations.NullMarked;
