/** A Parameter Store of AWS in this process, behind HTTP: it keeps versions, and fails when a test tells it to. */
@NullMarked
package dev.keapsink.simulator.parameters;

import org.jspecify.annotations.NullMarked;
