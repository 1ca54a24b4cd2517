package dev.keapsink.check;

/** Says that the facts about a queue could not be read. The message is a sentence for the operator. */
public final class QueueUnreadable extends RuntimeException {
    private static final long serialVersionUID = 1;

    public QueueUnreadable(String sentence) {
        super(sentence);
    }
}
