/** Configuration and wiring: the architecture on one screen. Nobody imports it. */
@NullMarked
package dev.keapsink.app;

import org.jspecify.annotations.NullMarked;
