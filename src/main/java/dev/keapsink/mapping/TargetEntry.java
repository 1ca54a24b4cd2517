package dev.keapsink.mapping;

/** A target's entry in a mapping: the source of its value, and how the value is written. */
public record TargetEntry(Source source, WriteOptions options) {}
