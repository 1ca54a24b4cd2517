/** Configuration and wiring. {@code Assembly} is the architecture on one screen. No other package imports this one. */
@NullMarked
package dev.keapsink.app;

import org.jspecify.annotations.NullMarked;
