/** The credential that the sink calls Keap with, and its store. It is read once, and again when Keap refuses it. */
@NullMarked
package dev.keapsink.credential;

import org.jspecify.annotations.NullMarked;
