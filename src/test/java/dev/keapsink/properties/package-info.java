/**
 * Laws that hold for any batch under any fault: scenarios are made up at random from a fixed seed, played on virtual time
 * against the simulator as a queue would play them, and every delivery is then held against the laws.
 */
package dev.keapsink.properties;
