/** Tags: applying them a hundred contacts at a time, removing them, and knowing which exist. */
@NullMarked
package dev.keapsink.tag;

import org.jspecify.annotations.NullMarked;
