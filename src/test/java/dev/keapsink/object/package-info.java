/** The contract of every object, and tests of what the objects share. */
package dev.keapsink.object;
