/** Where the values of a target come from: the mapping document, apart from what its targets are. */
@NullMarked
package dev.keapsink.mapping;

import org.jspecify.annotations.NullMarked;
