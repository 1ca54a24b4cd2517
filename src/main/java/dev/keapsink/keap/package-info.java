/**
 * The client of Keap. It makes every call, authenticated and paced. {@link dev.keapsink.keap.ReplyClassifier} says what
 * each reply means.
 */
@NullMarked
package dev.keapsink.keap;

import org.jspecify.annotations.NullMarked;
