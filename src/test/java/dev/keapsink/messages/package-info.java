/** Messages in, Keap calls out: numbered files, the examples of the documentation, and whatever else may arrive. */
package dev.keapsink.messages;
