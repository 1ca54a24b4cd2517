/** Timings, which depend on the machine and are no tests. */
package dev.keapsink.bench;
