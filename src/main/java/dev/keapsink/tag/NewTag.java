package dev.keapsink.tag;

/** The body that makes a tag. */
record NewTag(String name) {}
