/**
 * Completes an emulator of AWS that runs no functions: Lambda's invocations and event source mappings, and a simulated
 * Keap account beside them. It is for rehearsals of a deployment, such as {@code scripts/first-contact}.
 */
@NullMarked
package dev.keapsink.tools.emulator;

import org.jspecify.annotations.NullMarked;
