/** Figures for CloudWatch, written to the log in its embedded metric format. */
@NullMarked
package dev.keapsink.metrics;

import org.jspecify.annotations.NullMarked;
