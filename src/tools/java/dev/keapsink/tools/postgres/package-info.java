/** The ledger in a table of PostgreSQL, for deployments that have no AWS. */
@NullMarked
package dev.keapsink.tools.postgres;

import org.jspecify.annotations.NullMarked;
