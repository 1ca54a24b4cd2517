/** The command {@code ./run demo}: the packaged function between local queues and a simulated Keap account, with an audit. */
@NullMarked
package dev.keapsink.tools.demo;

import org.jspecify.annotations.NullMarked;
