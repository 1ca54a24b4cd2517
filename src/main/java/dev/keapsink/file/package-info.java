/** Files: their endpoints, their names and the bodies that carry them. */
@NullMarked
package dev.keapsink.file;

import org.jspecify.annotations.NullMarked;
