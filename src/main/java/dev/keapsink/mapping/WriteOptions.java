package dev.keapsink.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.value.Texts;

/** How a target's values are written. */
public record WriteOptions(Write write, Empty empty, TooLong tooLong) {

    /** The newer value wins, an empty one is ignored, and a text that is too long rejects its record. */
    public static final WriteOptions DEFAULT = new WriteOptions(Write.OVERWRITE, Empty.IGNORE, TooLong.REJECT);

    /** Whether a value is there, is blank, and orders its target to be emptied. A missing value never does. */
    public boolean isToBeCleared(JsonNode json) {
        return Texts.isBlank(json) && !json.isMissingNode() && empty == Empty.CLEAR;
    }

    /** The effect on the value that the contact has. */
    public enum Write {
        /** It is replaced. */
        OVERWRITE,
        /** It stays, unless it is empty. Costs a call for each contact, to read it. */
        FILL,
        /**
         * It is replaced, and the rest of the list that it stands in is sent again. Costs a call for each contact, to
         * read it.
         */
        MERGE
    }

    /** The meaning of a value that is there and empty. */
    public enum Empty {
        /** It is ignored. */
        IGNORE,
        /** The contact's value is emptied. */
        CLEAR
    }

    /** The handling of a text that is longer than Keap stores. */
    public enum TooLong {
        /** Its record is rejected. */
        REJECT,
        /** It is cut, and counted. */
        TRUNCATE
    }
}
