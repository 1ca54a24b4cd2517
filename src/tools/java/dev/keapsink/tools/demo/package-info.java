/**
 * The command {@code ./run demo}: runs the packaged function between local queues and a simulated Keap account, and
 * audits the result.
 */
@NullMarked
package dev.keapsink.tools.demo;

import org.jspecify.annotations.NullMarked;
