package dev.keapsink.tag;

import java.util.List;

/** The body that applies one tag to many contacts. */
record TagBody(List<Long> ids) {}
