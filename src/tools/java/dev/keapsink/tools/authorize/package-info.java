/** The command {@code ./run authorize}: a person grants the sink access to a Keap account, and the command keeps the tokens. */
@NullMarked
package dev.keapsink.tools.authorize;

import org.jspecify.annotations.NullMarked;
