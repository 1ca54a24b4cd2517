package dev.keapsink.incident;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.incident.SentRecord.Kind;
import dev.keapsink.object.Specimen;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

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

    /** A state of somebody who gets these tags by their names, for a mapping that reads them from a segment. */
    SentRecord named(String email, List<String> segments) {
        ObjectNode data = data("email", email);
        segments.forEach(data.putArray("segment")::add);
        return finished(data, email, Set.of(), "");
    }

    /** Records that are all in one message; what becomes of them is what becomes of the first of them. */
    SentRecord together(List<SentRecord> records) {
        SentRecord first = records.getFirst();
        String bodies = records.stream().map(SentRecord::body).collect(Collectors.joining(",", "[", "]"));
        Kind kind = first.isSound() ? Kind.TROUBLED : first.kind();
        return new SentRecord(first.number(), first.subject(), first.tags(), bodies, "", kind);
    }

    /** A new object of a type. */
    SentRecord object(Specimen specimen) {
        return object(specimen, "k" + number);
    }

    /** Another state of an object. */
    SentRecord object(Specimen specimen, String key) {
        String record = specimen.record(key, "\"version\":%d,".formatted(number), SentRecord.state(number));
        return new SentRecord(number++, SentRecord.subject(specimen, key), Set.of(), record, "", Kind.SOUND);
    }

    /** The removal of somebody whom Keap does not know, and of whom these tags are to be taken. */
    SentRecord removal(Set<Long> tags) {
        ObjectNode envelope =
                JsonNodeFactory.instance.objectNode().put("stream", "contacts").put("op", "delete");
        tags.forEach(envelope.putArray("tags")::add);
        String email = "gone%d@example.com".formatted(number);
        envelope.set("data", data("email", email));
        return new SentRecord(number++, email, tags, envelope.toString(), "", Kind.REMOVAL);
    }

    /** Somebody new whose region Keap does not know, so that it refuses the record. */
    SentRecord refused() {
        return refused("refused%d@example.com".formatted(number));
    }

    SentRecord refused(String email) {
        ObjectNode data = data("email", email);
        data.put("region", "BY").put("country", "DE");
        return finished(data, email, Set.of(), "").troubled();
    }

    /** Something that is no record at all. */
    SentRecord unreadable() {
        return new SentRecord(number++, "", Set.of(), "{\"email\":", "", Kind.TROUBLED);
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
        return new SentRecord(number++, contact, tags, envelope.toString(), group, Kind.SOUND);
    }

    private Set<Long> someTags() {
        double kind = chance.nextDouble();
        if (kind < 0.7) {
            return Set.of();
        }
        return Set.of(kind < 0.9 ? NEWSLETTER : TRIAL);
    }
}
