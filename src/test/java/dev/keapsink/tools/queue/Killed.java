package dev.keapsink.tools.queue;

/** Ends a run as {@code kill -9} would: nothing catches it. */
public final class Killed extends Error {
    private static final long serialVersionUID = 1L;

    /** Lets a number of steps pass, and kills the run at the next one. */
    public static Runnable after(int steps) {
        int[] left = {steps};
        return () -> {
            if (left[0]-- == 0) {
                throw new Killed();
            }
        };
    }
}
