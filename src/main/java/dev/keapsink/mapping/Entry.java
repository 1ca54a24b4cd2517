package dev.keapsink.mapping;

/** Where one target's value comes from, and how it is written. */
public record Entry(Source source, WriteOptions options) {}
