/** Contacts: the fields a record may carry, the request bodies, and the writer that upserts, finds and removes them. */
@NullMarked
package dev.keapsink.contact;

import org.jspecify.annotations.NullMarked;
