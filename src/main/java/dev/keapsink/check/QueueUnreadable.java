package dev.keapsink.check;

import java.util.function.UnaryOperator;

/** Says that the facts about a queue could not be read. The message is a sentence for the operator. */
public final class QueueUnreadable extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient UnaryOperator<String> fix;

    /** @param fix makes a sentence on what to do, with the name of the variable that names the queue */
    public QueueUnreadable(String sentence, UnaryOperator<String> fix) {
        super(sentence);
        this.fix = fix;
    }

    String fix(QueueRole role) {
        return fix.apply(role.variable());
    }
}
