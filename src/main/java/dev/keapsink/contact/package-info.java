/** Contacts: their fields, their request bodies, and the writer that upserts, finds and deletes them. */
@NullMarked
package dev.keapsink.contact;

import org.jspecify.annotations.NullMarked;
