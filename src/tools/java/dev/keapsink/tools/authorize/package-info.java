/**
 * The command {@code ./run authorize}: the operator grants the sink access to a Keap account, and the command stores
 * the tokens.
 */
@NullMarked
package dev.keapsink.tools.authorize;

import org.jspecify.annotations.NullMarked;
