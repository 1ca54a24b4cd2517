/** The command that looks after the database of exports and audits. */
@NullMarked
package dev.keapsink.tools.audit;

import org.jspecify.annotations.NullMarked;
