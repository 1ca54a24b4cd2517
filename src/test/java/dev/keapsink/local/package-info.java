/**
 * Runs the packaged function on this machine as Lambda would: a queue, an event source that polls it, the Runtime API
 * around {@code target/function.zip} in a process of its own, and Keap or its simulator behind it. Nothing here is
 * deployed.
 */
package dev.keapsink.local;
