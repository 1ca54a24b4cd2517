/** Configuration and wiring: the architecture on one screen. No other package imports it. */
@NullMarked
package dev.keapsink.app;

import org.jspecify.annotations.NullMarked;
