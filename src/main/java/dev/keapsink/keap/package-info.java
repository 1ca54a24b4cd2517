/** The way to Keap: one table from replies to meanings, pacing, authentication, and the one place where a call is made. */
@NullMarked
package dev.keapsink.keap;

import org.jspecify.annotations.NullMarked;
