package dev.keapsink.record;

/**
 * One of the records in a message, or the reason why there is none.
 *
 * @param number the record's position in its list, or its line, from 1; 0 if the message is the record itself
 * @param message the message with this record alone, so that sending it again writes no other record again
 */
public record MessageRecord(int number, Message message, Checked<SinkRecord> content) {}
