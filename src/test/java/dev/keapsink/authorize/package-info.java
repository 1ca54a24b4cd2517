/** The command {@code ./run authorize}: has a person grant the sink access to a Keap account, and keeps what Keap answers. */
package dev.keapsink.authorize;
