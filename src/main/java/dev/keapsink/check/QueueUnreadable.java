package dev.keapsink.check;

/** A queue that could not be asked about; the message is a sentence for a person. */
public final class QueueUnreadable extends RuntimeException {
    private static final long serialVersionUID = 1;

    public QueueUnreadable(String sentence) {
        super(sentence);
    }
}
