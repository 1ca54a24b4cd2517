package dev.keapsink.record;

/**
 * One of the records in a message, or why there is none.
 *
 * @param message the message as if it held this record alone, so that sending it again writes no other record again
 */
public record MessageRecord(Message message, Checked<SinkRecord> content) {}
