/**
 * Measures the packaged function as its users would feel it: in Keap calls, in waiting time, in CPU time and in memory. Timings
 * depend on the machine and are no tests.
 */
package dev.keapsink.bench;
