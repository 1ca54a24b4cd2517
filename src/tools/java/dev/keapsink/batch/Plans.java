package dev.keapsink.batch;

import dev.keapsink.contact.ContactMapping;
import dev.keapsink.contact.MatchRule;
import dev.keapsink.object.KeapObjects;
import dev.keapsink.outcome.RecordPosition;
import dev.keapsink.record.Message;
import dev.keapsink.record.MessageRecords;
import dev.keapsink.simulator.memory.Accounts;
import dev.keapsink.simulator.memory.KeapAccount;
import dev.keapsink.step.PlannedRecord;
import dev.keapsink.step.Step;
import java.util.List;

/** Parts made from bodies, by the real decoding and mapping. */
public final class Plans {

    private Plans() {}

    public static List<PlannedRecord> of(List<Message> messages) {
        return intake(messages).asked();
    }

    /** A plan of these alone. */
    public static Plan plan(List<PlannedRecord> records) {
        return Plan.of(records, OrderGroups.among(records));
    }

    /** The order of each contact's records, of these alone. */
    public static List<List<Integer>> order(List<PlannedRecord> records) {
        return Plan.order(records, OrderGroups.among(records));
    }

    /** Where each record of these messages is. */
    public static List<RecordPosition> positions(List<Message> messages) {
        return intake(messages).positions();
    }

    private static Intake intake(List<Message> messages) {
        return Intake.of(messages, new MessageRecords(), mapping());
    }

    private static KeapObjects mapping() {
        KeapAccount account = new KeapAccount();
        return Accounts.objects(
                account.client, KeapAccount.TIMEOUT, account.time, MatchRule.EMAIL, ContactMapping.AUTOMATIC, null);
    }

    public static String upsert(String name) {
        return "{\"email\":\"" + name + "@example.com\"}";
    }

    public static String upsert(String name, String version) {
        return "{\"version\":" + version + ",\"data\":" + upsert(name) + "}";
    }

    /** Several records in one body. */
    public static String list(String... records) {
        return "[" + String.join(",", records) + "]";
    }

    public static String delete(String name) {
        return "{\"op\":\"delete\",\"data\":" + upsert(name) + "}";
    }

    public static String delete(String name, String version) {
        return "{\"op\":\"delete\",\"version\":" + version + ",\"data\":" + upsert(name) + "}";
    }

    public static List<Integer> positions(Step step) {
        return step.records().stream().map(PlannedRecord::index).toList();
    }
}
