/**
 * The command {@code ./run airbyte}: the sink as a destination of Airbyte's protocol. {@link
 * dev.keapsink.tools.airbyte.Intake} reads messages, {@link dev.keapsink.tools.airbyte.Sync} has their rows written, and
 * {@link dev.keapsink.tools.airbyte.Checkpoints} returns each state once everything before it is settled.
 * {@link dev.keapsink.tools.airbyte.SingerInputs} is the other protocol at the same door, for {@code ./run singer}.
 */
@NullMarked
package dev.keapsink.tools.airbyte;

import org.jspecify.annotations.NullMarked;
