/**
 * The command {@code ./run probe}: tries a Keap account's behaviour on a test contact, and prints the settings for it.
 */
@NullMarked
package dev.keapsink.tools.probe;

import org.jspecify.annotations.NullMarked;
