/** Products: their fields, how one is identified, and the calls that write it. */
@NullMarked
package dev.keapsink.product;

import org.jspecify.annotations.NullMarked;
