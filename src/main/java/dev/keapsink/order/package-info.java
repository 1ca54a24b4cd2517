/** Orders and their payments: their fields, how one is identified, and the calls that write it. */
@NullMarked
package dev.keapsink.order;

import org.jspecify.annotations.NullMarked;
