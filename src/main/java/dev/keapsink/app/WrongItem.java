package dev.keapsink.app;

/** Signals which item of a setting's list is not allowed. The message completes the complaint, and repeats no value. */
final class WrongItem extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    WrongItem(String addition) {
        super(addition);
    }
}
