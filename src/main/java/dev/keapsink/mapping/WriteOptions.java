package dev.keapsink.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.value.Texts;

/** How a target's values are written. */
public record WriteOptions(Write write, Empty empty, TooLong tooLong) {

    /** The newer value wins, an empty one says nothing, and one that is too long is rejected. */
    public static final WriteOptions DEFAULT = new WriteOptions(Write.OVERWRITE, Empty.IGNORE, TooLong.REJECT);

    /** Whether a value is blank and orders its target to be emptied; one that is not there at all never does. */
    public boolean isToBeCleared(JsonNode json) {
        return Texts.isBlank(json) && !json.isMissingNode() && empty == Empty.CLEAR;
    }

    /** What happens to the value that the contact has. */
    public enum Write {
        /** It is replaced. */
        OVERWRITE,
        /** It stays, unless it is empty. Costs one call a contact, to read it. */
        FILL,
        /** It is replaced, but the rest of the list that it stands in is sent again. Costs one call a contact, to read it. */
        MERGE
    }

    /** What a value that is there and empty means. */
    public enum Empty {
        /** Nothing. */
        IGNORE,
        /** The contact's value is emptied. */
        CLEAR
    }

    /** What happens to a text longer than Keap keeps. */
    public enum TooLong {
        /** Its record is rejected. */
        REJECT,
        /** It is cut, and counted. */
        TRUNCATE
    }
}
