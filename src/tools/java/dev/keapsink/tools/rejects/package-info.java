/** The command {@code ./run rejects}: shows, counts and exports what is in the reject queue, and leaves it there. */
@NullMarked
package dev.keapsink.tools.rejects;

import org.jspecify.annotations.NullMarked;
