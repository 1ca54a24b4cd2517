package dev.keapsink.object;

/** Which objects are written, and what a delete does, as the deployment says. */
public record WriteRules(WritePolicy policy, OnDelete onDelete) {}
