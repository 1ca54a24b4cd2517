package dev.keapsink.step;

/** The answer to the question which object a key means. */
sealed interface Answer {

    /**
     * An object.
     *
     * @param remembered whether the id is older than this batch, so that the object may be gone by now
     */
    record Found(long id, boolean remembered) implements Answer {}

    /** No object has the key. */
    record Nowhere() implements Answer {}

    /** Only an object of this batch could be found by the key. */
    record NotSearchable() implements Answer {}

    /** Keap cannot tell. Or the object that this batch was to create was not created. */
    record Failed(RuntimeException reason) implements Answer {}
}
