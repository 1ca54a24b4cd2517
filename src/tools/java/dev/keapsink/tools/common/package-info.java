/** Holds the parts that several commands share: start and end, checks of options, progress, and the Keap credential. */
@NullMarked
package dev.keapsink.tools.common;

import org.jspecify.annotations.NullMarked;
