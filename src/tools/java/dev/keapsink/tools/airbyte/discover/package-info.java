/**
 * The answer to {@code discover}: the objects that a destination writes, with their fields. {@link
 * dev.keapsink.tools.airbyte.discover.Discovery} makes the message, and {@link
 * dev.keapsink.tools.airbyte.discover.ObjectSchema} the JSON Schema of one type of object.
 */
@NullMarked
package dev.keapsink.tools.airbyte.discover;

import org.jspecify.annotations.NullMarked;
