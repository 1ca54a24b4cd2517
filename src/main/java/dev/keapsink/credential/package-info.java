/**
 * The credential that the sink calls Keap with, and its store. The store is read once, and again when Keap refuses the
 * credential.
 */
@NullMarked
package dev.keapsink.credential;

import org.jspecify.annotations.NullMarked;
