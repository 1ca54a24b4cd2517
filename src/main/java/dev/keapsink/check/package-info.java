/** Whether a deployment can work, and what it would do with a record: asked before the first one is sent, without writing. */
@NullMarked
package dev.keapsink.check;

import org.jspecify.annotations.NullMarked;
