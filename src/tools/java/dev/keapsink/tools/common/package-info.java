/** What several commands share: their start and end, the progress bar, and the credential of a real Keap account. */
@NullMarked
package dev.keapsink.tools.common;

import org.jspecify.annotations.NullMarked;
