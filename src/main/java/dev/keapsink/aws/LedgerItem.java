package dev.keapsink.aws;

import dev.keapsink.ledger.LedgerEntry;
import dev.keapsink.ledger.LedgerEntry.Doubt;
import dev.keapsink.ledger.LedgerEntry.State;
import dev.keapsink.ledger.LedgerKey;
import dev.keapsink.record.Version;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Converts entries to DynamoDB items and back. An item has the attributes below, and leaves out absent values. The
 * attributes' names are short, because DynamoDB bills reads and writes by the item's size. docs/ledger.md lists them
 * for operators.
 */
public final class LedgerItem {

    /** The table's partition key, a string; it has no sort key. */
    public static final String KEY = "pk";

    /** When DynamoDB may delete the item, in epoch seconds. The table's TTL has to name this attribute. */
    static final String EXPIRES = "expires_at";

    /** The revision, a string. */
    public static final String REVISION = "r";

    /** The version of this format, a number. */
    private static final String FORMAT = "f";

    private static final String THIS_FORMAT = "1";

    /** The state in lower case. */
    private static final String STATE = "s";

    /** When the claim on the contact ends, in epoch milliseconds. */
    public static final String WRITING_UNTIL = "w";

    /** The contact's id in Keap. */
    private static final String KEAP_ID = "id";

    /** The record's version, as a string: DynamoDB's numbers would lose the zeros at its end. */
    private static final String VERSION = "v";

    private static final String HASH = "h";

    /** The tags' ids, a set of numbers. */
    private static final String TAGS = "t";

    private static final String OUTCOME = "o";

    /** When the entry was stored, in epoch milliseconds. */
    private static final String AT = "a";

    /** When the contact stops being fresh, in epoch milliseconds. Until then an equal record is not written again. */
    private static final String FRESH_UNTIL = "u";

    /** When the earliest create in doubt was begun, in epoch milliseconds. */
    private static final String DOUBT_SINCE = "ds";

    /** When the latest create in doubt must have ended, in epoch milliseconds. */
    private static final String DOUBT_UNTIL = "du";

    /** How often the object of a create in doubt was looked for, and not found. */
    private static final String LOOKS = "dl";

    private LedgerItem() {}

    /** The key of an item, as requests to DynamoDB name it. */
    public static Map<String, AttributeValue> key(LedgerKey key) {
        return Map.of(KEY, AttributeValue.fromS(key.value()));
    }

    /** The key of the entry that an item holds. */
    public static LedgerKey keyOf(Map<String, AttributeValue> item) {
        return new LedgerKey(required(text(item, KEY)));
    }

    static Map<String, AttributeValue> of(LedgerKey key, LedgerEntry entry) {
        Map<String, AttributeValue> item = new HashMap<>(key(key));
        item.put(FORMAT, AttributeValue.fromN(THIS_FORMAT));
        item.put(REVISION, AttributeValue.fromS(entry.revision()));
        item.put(STATE, AttributeValue.fromS(entry.state().name().toLowerCase(Locale.ROOT)));
        item.put(HASH, AttributeValue.fromS(entry.hash()));
        item.put(OUTCOME, AttributeValue.fromS(entry.outcome()));
        item.put(AT, number(entry.at().toEpochMilli()));
        item.put(FRESH_UNTIL, number(entry.freshUntil().toEpochMilli()));
        item.put(EXPIRES, number(entry.expiresAt().getEpochSecond()));
        Instant until = entry.claimedUntil();
        if (until != null) {
            item.put(WRITING_UNTIL, number(until.toEpochMilli()));
        }
        if (entry.keapId() != 0) {
            item.put(KEAP_ID, number(entry.keapId()));
        }
        Version version = entry.version();
        if (version != null) {
            item.put(VERSION, AttributeValue.fromS(version.value().toString()));
        }
        if (!entry.tags().isEmpty()) {
            item.put(
                    TAGS,
                    AttributeValue.fromNs(
                            entry.tags().stream().map(String::valueOf).toList()));
        }
        Doubt doubt = entry.doubt();
        if (doubt != null) {
            item.put(DOUBT_SINCE, number(doubt.since().toEpochMilli()));
            item.put(DOUBT_UNTIL, number(doubt.until().toEpochMilli()));
            item.put(LOOKS, number(doubt.looks()));
        }
        return item;
    }

    /** The entry of an item; empty if the item is damaged or has another format. */
    public static Optional<LedgerEntry> entry(Map<String, AttributeValue> item) {
        try {
            return THIS_FORMAT.equals(number(item, FORMAT)) ? Optional.of(read(item)) : Optional.empty();
        } catch (DateTimeException | IllegalArgumentException | NoSuchElementException e) {
            return Optional.empty();
        }
    }

    /** Whether two items come from the same write. */
    static boolean hasSameRevision(Map<String, AttributeValue> one, Map<String, AttributeValue> other) {
        return Objects.equals(one.get(REVISION), other.get(REVISION));
    }

    private static LedgerEntry read(Map<String, AttributeValue> item) {
        String until = number(item, WRITING_UNTIL);
        String id = number(item, KEAP_ID);
        String version = text(item, VERSION);
        return new LedgerEntry(
                required(text(item, REVISION)),
                State.valueOf(required(text(item, STATE)).toUpperCase(Locale.ROOT)),
                until == null ? null : Instant.ofEpochMilli(Long.parseLong(until)),
                id == null ? 0 : positive(Long.parseLong(id)),
                version == null ? null : new Version(new BigDecimal(version)),
                required(text(item, HASH)),
                tags(item.get(TAGS)),
                required(text(item, OUTCOME)),
                moment(item, AT),
                moment(item, FRESH_UNTIL),
                Instant.ofEpochSecond(Long.parseLong(required(number(item, EXPIRES)))),
                item.containsKey(DOUBT_SINCE) ? doubt(item) : null);
    }

    private static Doubt doubt(Map<String, AttributeValue> item) {
        return new Doubt(
                moment(item, DOUBT_SINCE), moment(item, DOUBT_UNTIL), Integer.parseInt(required(number(item, LOOKS))));
    }

    private static Instant moment(Map<String, AttributeValue> item, String name) {
        return Instant.ofEpochMilli(Long.parseLong(required(number(item, name))));
    }

    private static long positive(long id) {
        if (id < 1) {
            throw new IllegalArgumentException("No contact has such an id");
        }
        return id;
    }

    private static SortedSet<Long> tags(@Nullable AttributeValue tags) {
        SortedSet<Long> ids = new TreeSet<>();
        if (tags != null) {
            tags.ns().forEach(id -> ids.add(Long.valueOf(id)));
        }
        return ids;
    }

    private static AttributeValue number(long number) {
        return AttributeValue.fromN(String.valueOf(number));
    }

    private static @Nullable String text(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        return value == null ? null : required(value.s());
    }

    private static @Nullable String number(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        return value == null ? null : required(value.n());
    }

    private static String required(@Nullable String value) {
        return Optional.ofNullable(value).orElseThrow();
    }
}
