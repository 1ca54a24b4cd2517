/**
 * The mapping document: where values come from, and how they are written. It does not know the fields that they go
 * into.
 */
@NullMarked
package dev.keapsink.mapping;

import org.jspecify.annotations.NullMarked;
