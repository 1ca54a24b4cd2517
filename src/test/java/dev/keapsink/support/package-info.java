/** Hand-made doubles: the product's real code on virtual time, against the simulator in memory. */
package dev.keapsink.support;
