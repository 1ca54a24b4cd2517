/** The mapping document: the sources of values and how they are written, independent of its targets. */
@NullMarked
package dev.keapsink.mapping;

import org.jspecify.annotations.NullMarked;
