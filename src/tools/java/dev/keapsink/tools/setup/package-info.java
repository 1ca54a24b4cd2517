/** The command {@code ./run setup}: makes the custom fields that the sink needs in a Keap account. */
@NullMarked
package dev.keapsink.tools.setup;

import org.jspecify.annotations.NullMarked;
