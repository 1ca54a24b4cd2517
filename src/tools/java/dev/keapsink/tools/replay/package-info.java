/** The command {@code ./run replay}: sends rejected records and dead letters back to the source queue. */
@NullMarked
package dev.keapsink.tools.replay;

import org.jspecify.annotations.NullMarked;
