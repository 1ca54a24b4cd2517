package dev.keapsink.tools.airbyte;

import dev.keapsink.record.ObjectType;

/**
 * The way of a stream's rows.
 *
 * @param type of the objects that the rows become
 * @param pipeline the number of the pipeline that has the stream's mapping
 * @param keyPrefix is put before the keys of the rows, so that two streams of one type do not share any
 */
record Route(ObjectType type, int pipeline, String keyPrefix) {}
