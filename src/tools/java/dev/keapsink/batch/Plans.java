package dev.keapsink.batch;

import dev.keapsink.contact.ContactMapping;
import dev.keapsink.contact.MatchRule;
import dev.keapsink.object.KeapObjects;
import dev.keapsink.outcome.RecordPosition;
import dev.keapsink.record.Message;
import dev.keapsink.record.MessageRecords;
import dev.keapsink.record.Streams;
import dev.keapsink.simulator.memory.AccountWiring;
import dev.keapsink.simulator.memory.SimulatedAccount;
import dev.keapsink.step.PlannedRecord;
import dev.keapsink.step.Step;
import java.util.List;

/** Builds message bodies, and planned records from messages, by the code of the function. */
public final class Plans {

    private Plans() {}

    /** The changes that the messages ask for. A record that is rejected when it is read or mapped has none. */
    public static List<PlannedRecord> of(List<Message> messages) {
        return mappedBatch(messages).asked();
    }

    /** The plan of a batch that consists of these records. */
    public static Plan plan(List<PlannedRecord> records) {
        return Plan.of(records, OrderGroups.among(records));
    }

    /** The indexes of each contact's records in their order, for a batch that consists of these records. */
    public static List<List<Integer>> order(List<PlannedRecord> records) {
        return Plan.order(records, OrderGroups.among(records));
    }

    /** The position of each record of these messages, in the order of the batch. */
    public static List<RecordPosition> positions(List<Message> messages) {
        return mappedBatch(messages).positions();
    }

    private static MappedBatch mappedBatch(List<Message> messages) {
        return MappedBatch.of(messages, new MessageRecords(Streams.DEFAULT), mapping());
    }

    private static KeapObjects mapping() {
        SimulatedAccount account = new SimulatedAccount();
        return AccountWiring.objects(
                account.client,
                SimulatedAccount.TIMEOUT,
                account.time,
                MatchRule.EMAIL,
                ContactMapping.AUTOMATIC,
                null);
    }

    /** A record that upserts the contact {@code name@example.com}. */
    public static String upsert(String name) {
        return "{\"email\":\"" + name + "@example.com\"}";
    }

    /** The same with a version, a JSON value. */
    public static String upsert(String name, String version) {
        return "{\"version\":" + version + ",\"data\":" + upsert(name) + "}";
    }

    /** A body with several records. */
    public static String list(String... records) {
        return "[" + String.join(",", records) + "]";
    }

    /** A record that deletes the contact {@code name@example.com}. */
    public static String delete(String name) {
        return "{\"op\":\"delete\",\"data\":" + upsert(name) + "}";
    }

    /** The same with a version, a JSON value. */
    public static String delete(String name, String version) {
        return "{\"op\":\"delete\",\"version\":" + version + ",\"data\":" + upsert(name) + "}";
    }

    /** The indexes of the records that a step writes. */
    public static List<Integer> positions(Step step) {
        return step.records().stream().map(PlannedRecord::index).toList();
    }
}
