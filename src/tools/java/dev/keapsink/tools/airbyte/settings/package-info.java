/**
 * The settings of the Airbyte destination: one table makes the form that Airbyte shows and reads what was entered into
 * it.
 */
@NullMarked
package dev.keapsink.tools.airbyte.settings;

import org.jspecify.annotations.NullMarked;
