package dev.keapsink.record;

/**
 * One of the records in a message, or why there is none.
 *
 * @param number which item of a list, or which line, it is, from 1; 0 if the message is the record itself
 * @param message the message as if it held this record alone, so that sending it again writes no other record again
 */
public record MessageRecord(int number, Message message, Checked<SinkRecord> content) {}
