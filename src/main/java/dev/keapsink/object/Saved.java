package dev.keapsink.object;

import dev.keapsink.record.Outcome.Effect;

/** An object that Keap confirmed. */
public record Saved(long id, Effect effect) {}
