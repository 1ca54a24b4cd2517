/** The command {@code ./run probe}: tries on a test contact how a Keap account behaves, and prints the settings for it. */
@NullMarked
package dev.keapsink.tools.probe;

import org.jspecify.annotations.NullMarked;
