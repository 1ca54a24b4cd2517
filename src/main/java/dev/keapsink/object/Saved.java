package dev.keapsink.object;

import dev.keapsink.record.Outcome.Effect;

/** An object whose write Keap confirmed. */
public record Saved(long id, Effect effect) {}
