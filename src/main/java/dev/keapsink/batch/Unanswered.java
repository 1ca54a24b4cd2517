package dev.keapsink.batch;

import java.util.Set;

/**
 * Says that a record cannot be resolved before these questions are answered. It never leaves {@link RecordResolver}.
 */
final class Unanswered extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Set<Question> questions;

    Unanswered(Set<Question> questions) {
        super(null, null, false, false);
        this.questions = questions;
    }

    Set<Question> questions() {
        return questions;
    }
}
