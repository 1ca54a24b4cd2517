package dev.keapsink.app;

import dev.keapsink.object.ObjectMapping;
import dev.keapsink.record.ObjectType;
import dev.keapsink.record.Streams;
import java.util.Optional;
import java.util.Set;

/**
 * Says which types of object are written, and holds what the types beside contacts share.
 *
 * @param types the types that are written
 * @param keyField the label of the custom field that holds a record's key
 * @param defaultUser the id or e-mail address of the user of notes and tasks that name none
 */
record ObjectSettings(Set<ObjectType> types, Mappings mappings, String keyField, Optional<String> defaultUser) {

    static ObjectSettings read(SettingReader reader, Set<ObjectType> types, Mappings mappings) {
        return new ObjectSettings(
                types, mappings, reader.read(SinkConfig.KEY_FIELD), reader.find(SinkConfig.DEFAULT_USER));
    }

    /** The streams that are written, by all of their names. */
    Streams streams() {
        return new Streams(types, mappings.names());
    }

    /** The mapping of a type beside contacts. */
    ObjectMapping mapping(ObjectType type) {
        return mappings.of(type);
    }

    ObjectSettings with(Mappings others) {
        return new ObjectSettings(types, others, keyField, defaultUser);
    }

    /** Hides the default user, who is a person. */
    @Override
    public String toString() {
        return "ObjectSettings[" + types + ", " + keyField + "]";
    }
}
