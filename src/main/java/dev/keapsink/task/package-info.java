/** Tasks: their fields, how one is identified, and the calls that write it. */
@NullMarked
package dev.keapsink.task;

import org.jspecify.annotations.NullMarked;
