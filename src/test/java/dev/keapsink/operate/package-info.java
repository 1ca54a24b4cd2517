/**
 * Feeds a deployed sink: {@code ./run publish} sends a file to its queue and can be interrupted anywhere,
 * {@code ./run replay} sends rejected records and dead letters back. Nothing here is deployed.
 */
package dev.keapsink.operate;
