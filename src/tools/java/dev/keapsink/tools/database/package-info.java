/** The database of exports and audits: its address, its tables, and an embedded one for users who have none. */
@NullMarked
package dev.keapsink.tools.database;

import org.jspecify.annotations.NullMarked;
