package dev.keapsink.object;

/** The deployment's choices: which objects are written, and the effect of a delete. */
public record WriteRules(WritePolicy policy, OnDelete onDelete) {}
