/** Tags: applying a tag to a hundred contacts in one call, removing tags, and looking them up. */
@NullMarked
package dev.keapsink.tag;

import org.jspecify.annotations.NullMarked;
