/**
 * Finds out what a Keap account does where nobody has published what Keap does, on a test contact that it deletes again,
 * and prints the settings that the sink needs for that account. A person starts it; nothing here is deployed.
 */
package dev.keapsink.probe;
