/** The client of Keap: it makes every call, authenticated and paced, and one table turns replies into meanings. */
@NullMarked
package dev.keapsink.keap;

import org.jspecify.annotations.NullMarked;
