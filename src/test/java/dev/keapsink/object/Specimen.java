package dev.keapsink.object;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keapsink.record.ObjectType;
import dev.keapsink.simulator.CustomField;
import dev.keapsink.simulator.FieldType;
import dev.keapsink.simulator.KeapSimulator;
import dev.keapsink.simulator.Resource;
import dev.keapsink.simulator.SimulatedRequest;
import dev.keapsink.simulator.StoredObject;
import dev.keapsink.simulator.memory.AccountWiring;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The records of one type in tests of all types, with what the account has to have for them. Each record has one text
 * by which its states are told apart.
 */
public enum Specimen {
    COMPANIES(Resource.COMPANIES, "notes", "'company_name':'Acme','notes':'%2$s'"),
    PRODUCTS(Resource.PRODUCTS, "name", "'name':'%2$s','price':'12.50'", Lack.KEY_FIELD),
    /** Keap's upsert writes a contact without showing it before. */
    CONTACTS(null, "job_title", "'email':'%1$s@example.com','job_title':'%2$s'", Lack.KEY_FIELD, Lack.COMPARISON),
    OPPORTUNITIES(
            Resource.OPPORTUNITIES,
            "opportunity_notes",
            "'contact_email':'ada@example.com','title':'A deal','stage':'New','opportunity_notes':'%2$s'"),
    ORDERS(
            Resource.ORDERS,
            "order_title",
            "'contact_email':'ada@example.com','order_title':'%2$s','order_date':'2026-11-30','items':["
                    + "{'sku':'MUG','quantity':2,'price':'4.50'},{'product':'Plate'},"
                    + "{'item_type':'shipping','name':'DHL','price':3}]",
            Lack.RESEND),
    PAYMENTS(
            Resource.PAYMENTS,
            "external_source_value",
            "'order_id':" + Specimen.ORDER + ",'amount':'0.01','method':'Cash','external_source_value':'%2$s'",
            Lack.KEY_FIELD,
            Lack.CHANGE,
            Lack.RESEND),
    NOTES(Resource.NOTES, "text", "'contact_email':'ada@example.com','title':'A call','text':'%2$s'"),
    TASKS(Resource.TASKS, "description", "'contact_email':'ada@example.com','title':'A call','description':'%2$s'"),
    FILES(
            Resource.FILES,
            "file",
            "'contact_email':'ada@example.com','file_name':'a.txt','content':'%3$s'",
            Lack.KEY_FIELD,
            Lack.COMPARISON);

    /** The e-mail address of the contact that the records name. */
    public static final String CONTACT = "ada@example.com";

    /** The stage that opportunities name as "New". */
    public static final long STAGE = 7;

    /** When all that an account was given beforehand counts as created. */
    public static final Instant PREPARED = Instant.EPOCH;

    /** The first order of an account, to which the payments belong. */
    public static final long ORDER = 4_000_001;

    private static final long KEY_FIELD_ID = 9001;

    /** What objects of a type cannot do. */
    private enum Lack {
        /** No field of the object holds its key alone. */
        KEY_FIELD,
        /** Once created, the object stays as it is. */
        CHANGE,
        /** A create that was not answered is not sent again, even if nothing is found. */
        RESEND,
        /** Keap does not show enough of an object to tell that a record would change nothing. */
        COMPARISON
    }

    private final @Nullable Resource resource;
    private final String property;
    private final String data;

    // It cannot be changed, which the check cannot see.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Set<Lack> lacks;

    Specimen(@Nullable Resource resource, String property, String data, Lack... lacks) {
        this.resource = resource;
        this.property = property;
        this.data = data.replace('\'', '"');
        this.lacks = Set.of(lacks);
    }

    /** The type whose records these are. */
    public ObjectType type() {
        return ObjectType.valueOf(name());
    }

    /** The types that have to be written for these records: this one and its parents. */
    public Set<ObjectType> written() {
        Set<ObjectType> written = EnumSet.of(type());
        written.addAll(type().parents());
        return written;
    }

    /**
     * Where the simulated Keap keeps the objects.
     *
     * @throws IllegalStateException for contacts, which are kept apart
     */
    public Resource resource() {
        return Optional.ofNullable(resource).orElseThrow(() -> new IllegalStateException("Contacts are no resource"));
    }

    /** The property of a stored object that holds the text of its record. */
    public String property() {
        return property;
    }

    /** Whether the key field holds the record's key. */
    public boolean hasKeyField() {
        return !lacks.contains(Lack.KEY_FIELD);
    }

    /** Whether an object can be changed once it was created. */
    public boolean isChangeable() {
        return !lacks.contains(Lack.CHANGE);
    }

    /** Whether Keap shows enough of an object to tell that a record would change nothing. */
    public boolean isCompared() {
        return !lacks.contains(Lack.COMPARISON);
    }

    /** Whether a create that was never answered is sent again once it is not found. */
    public boolean isResent() {
        return !lacks.contains(Lack.RESEND);
    }

    /** The data of a record with this text, as the members of a JSON object without its braces. */
    public String data(String key, String text) {
        return data.formatted(key, text, Base64.getEncoder().encodeToString(text.getBytes(UTF_8)));
    }

    /** A record with this key and text. */
    public String record(String key, String text) {
        return record(key, "", text);
    }

    /**
     * A record with this key and text.
     *
     * @param envelope more members of its envelope, each with a comma after it
     */
    public String record(String key, String envelope, String text) {
        return "{%s\"stream\":\"%s\",\"key\":\"%s\",\"data\":{%s}}"
                .formatted(envelope, type().stream(), key, data(key, text));
    }

    /** The texts of the objects of this type that were made for records, oldest first. */
    public List<String> texts(KeapSimulator keap) {
        return resource == null
                ? keap.contacts().stream()
                        .filter(contact -> !contact.emails().contains(CONTACT))
                        .map(contact -> contact.text(property))
                        .toList()
                : objects(keap).stream().map(object -> object.text(property)).toList();
    }

    /** The objects of this type that were made for records, oldest first. */
    public List<StoredObject> objects(KeapSimulator keap) {
        return keap.objects().all(resource());
    }

    /** All types but contacts. */
    public static Stream<Specimen> objects() {
        return Arrays.stream(values()).filter(specimen -> specimen.resource != null);
    }

    /** The key of the record for which an object was made. */
    public String key(StoredObject object) {
        return switch (this) {
            case COMPANIES, OPPORTUNITIES, ORDERS, NOTES, TASKS ->
                object.customField(KEY_FIELD_ID).asText("");
            case PRODUCTS -> object.text("sku");
            case PAYMENTS -> object.text("notes");
            case FILES -> object.text("file_name").replaceFirst("__.*", "");
            case CONTACTS -> throw new IllegalStateException("Contacts have no key in Keap");
        };
    }

    /** Gives an account what these records name: the contact ada@example.com, products, a stage, an order. */
    public void prepare(KeapSimulator keap) {
        switch (this) {
            case COMPANIES, PRODUCTS, CONTACTS -> {}
            case NOTES, TASKS, FILES -> addContact(keap);
            case OPPORTUNITIES -> {
                keap.objects().addStage(STAGE, "New");
                addContact(keap);
            }
            case ORDERS -> {
                addContact(keap);
                add(keap, Resource.PRODUCTS, "{'name':'Mug','sku':'MUG','price':500,'short_description':'x'}");
                add(keap, Resource.PRODUCTS, "{'name':'Plate','sku':'PLATE','price':700,'short_description':'x'}");
            }
            case PAYMENTS -> {
                addContact(keap);
                add(
                        keap,
                        Resource.ORDERS,
                        "{'contact_id':'1001','order_title':'An order','order_time':'2026-11-30T12:00:00Z','order_type':'ONLINE'}");
                add(
                        keap,
                        Resource.ORDER_ITEMS,
                        "{'order_id':'" + ORDER + "','item_type':'OTHER','name':'x','quantity':2,'price_per_unit':10}");
            }
        }
    }

    /** Gives the objects of this type the field that holds the keys of their records. */
    public void addKeyField(KeapSimulator keap) {
        if (hasKeyField()) {
            keap.objects()
                    .addCustomField(resource(), CustomField.of(KEY_FIELD_ID, AccountWiring.KEY_FIELD, FieldType.TEXT));
        }
    }

    private static void add(KeapSimulator keap, Resource resource, String fields) {
        long unused = keap.objects().add(resource, fields.replace('\'', '"'));
    }

    private static void addContact(KeapSimulator keap) {
        if (keap.contacts().stream().anyMatch(contact -> contact.emails().contains(CONTACT))) {
            return;
        }
        var unused = keap.handle(new SimulatedRequest(
                "POST",
                "/v1/contacts",
                Map.of(),
                Map.of("x-keap-api-key", KeapSimulator.API_KEY),
                "{\"email_addresses\":[{\"email\":\"ada@example.com\",\"field\":\"EMAIL1\"}]}"));
    }
}
