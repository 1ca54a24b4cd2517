/** The contents of files: what a record may name as one, and how its bytes are read. */
@NullMarked
package dev.keapsink.content;

import org.jspecify.annotations.NullMarked;
