/** The calls that commands make to Keap themselves: few, slow, and after the operator agreed. */
@NullMarked
package dev.keapsink.tools.keap;

import org.jspecify.annotations.NullMarked;
