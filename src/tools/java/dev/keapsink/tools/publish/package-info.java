/** The command {@code ./run publish}: sends the records of a file to a queue, and continues an interrupted run. */
@NullMarked
package dev.keapsink.tools.publish;

import org.jspecify.annotations.NullMarked;
