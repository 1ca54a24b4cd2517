/**
 * The parts that several commands share: how a command starts and ends, checks of its options, its progress, and the
 * Keap credential.
 */
@NullMarked
package dev.keapsink.tools.common;

import org.jspecify.annotations.NullMarked;
