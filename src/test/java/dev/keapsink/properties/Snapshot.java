package dev.keapsink.properties;

import dev.keapsink.simulator.StoredContact;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What Keap holds at one moment. */
record Snapshot(List<StoredContact> contacts) {

    List<StoredContact> contactsOf(Person person) {
        return contacts.stream().filter(person::is).toList();
    }

    /** What Keap holds of one person, by the name of the trait; of somebody it does not know, all traits are empty. */
    Map<String, String> traits(Person person) {
        List<StoredContact> found = contactsOf(person);
        Map<String, String> traits = new TreeMap<>();
        traits.put("exists", found.isEmpty() ? "" : "yes");
        for (String field : Letter.FIELDS) {
            traits.put(field, found.isEmpty() ? "" : found.getFirst().text(field));
        }
        traits.put("contact_type", found.isEmpty() ? "" : found.getFirst().text("contact_type"));
        for (long tag : Setup.TAGS) {
            boolean worn = !found.isEmpty() && found.getFirst().tagIds().contains(tag);
            traits.put("tag " + tag, worn ? "yes" : "");
        }
        return traits;
    }
}
