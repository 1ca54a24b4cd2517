/** Notes of contacts: their fields, how one is identified, and the calls that write it. */
@NullMarked
package dev.keapsink.note;

import org.jspecify.annotations.NullMarked;
