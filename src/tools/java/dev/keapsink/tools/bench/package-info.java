/** The command {@code ./run bench}: measures calls to Keap, wall time, CPU time and memory of the packaged function. */
@NullMarked
package dev.keapsink.tools.bench;

import org.jspecify.annotations.NullMarked;
