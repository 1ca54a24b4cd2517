/** The command {@code ./run bench}: measures the packaged function in Keap calls, waiting time, CPU time and memory. */
@NullMarked
package dev.keapsink.tools.bench;

import org.jspecify.annotations.NullMarked;
