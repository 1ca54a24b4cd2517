package dev.keapsink.incident;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Makes up records as a producer sends them: most with an e-mail address, some with a phone only, some about a known one. */
final class Traffic {

    /** The tags that records name, beside the one that the deployment gives to everybody. */
    static final long NEWSLETTER = 102;

    static final long TRIAL = 103;

    private final Random chance;
    private final List<String> known = new ArrayList<>();
    private int number;

    Traffic(Random chance) {
        this.chance = chance;
    }

    /** The next record of ordinary traffic. */
    SentRecord ordinary() {
        double kind = chance.nextDouble();
        if (kind < 0.02) {
            return phoneOnly();
        }
        return kind < 0.1 && !known.isEmpty() ? about(known.get(chance.nextInt(known.size()))) : newContact();
    }

    /** Somebody new with an e-mail address. */
    SentRecord newContact() {
        String email = "contact%d@example.com".formatted(number);
        known.add(email);
        return about(email);
    }

    /** Another state of somebody. */
    SentRecord about(String email) {
        return finished(data("email", email), email, someTags(), "");
    }

    /** Somebody new without an e-mail address. */
    SentRecord phoneOnly() {
        String phone = "+1555%07d".formatted(number);
        return finished(data("phone", phone), phone, someTags(), "");
    }

    /** A state of somebody on a FIFO queue. */
    SentRecord inGroup(String group, String email) {
        return finished(data("email", email), email, Set.of(), group);
    }

    /** Somebody new with exactly this tag. */
    SentRecord tagged(long tag) {
        String email = "contact%d@example.com".formatted(number);
        return finished(data("email", email), email, Set.of(tag), "");
    }

    /** Somebody new whose region Keap does not know, so that it refuses the record. */
    SentRecord refused() {
        return refused("refused%d@example.com".formatted(number));
    }

    SentRecord refused(String email) {
        ObjectNode data = data("email", email);
        data.put("region", "BY").put("country", "DE");
        return finished(data, email, Set.of(), "");
    }

    /** Something that is no record at all. */
    SentRecord unreadable() {
        return new SentRecord(number++, "", Set.of(), "{\"email\":", "");
    }

    private ObjectNode data(String field, String value) {
        return JsonNodeFactory.instance
                .objectNode()
                .put(field, value)
                .put("first_name", SentRecord.state(number))
                .put("last_name", "Example");
    }

    private SentRecord finished(ObjectNode data, String contact, Set<Long> tags, String group) {
        ObjectNode envelope = JsonNodeFactory.instance.objectNode().put("stream", "contacts");
        envelope.put("version", number);
        tags.forEach(envelope.putArray("tags")::add);
        envelope.set("data", data);
        return new SentRecord(number++, contact, tags, envelope.toString(), group);
    }

    private Set<Long> someTags() {
        double kind = chance.nextDouble();
        if (kind < 0.7) {
            return Set.of();
        }
        return Set.of(kind < 0.9 ? NEWSLETTER : TRIAL);
    }
}
