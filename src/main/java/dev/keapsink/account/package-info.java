/** The lists of the account that several kinds of objects refer to: its users and its stages. */
@NullMarked
package dev.keapsink.account;

import org.jspecify.annotations.NullMarked;
