package dev.keapsink.contact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.keap.ApiCall;
import dev.keapsink.keap.Call;
import dev.keapsink.keap.Endpoint;
import dev.keapsink.keap.KeapClient;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.keap.Purpose;
import dev.keapsink.object.Change;
import dev.keapsink.object.ExistingObject;
import dev.keapsink.record.InvalidValue;
import dev.keapsink.record.ObjectType;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.resilience.Idempotency;
import dev.keapsink.value.PhoneIdentity;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Finds the contacts of a key. Keap documents no way to escape a filter's value, and may match more loosely than it
 * documents. Each hit is therefore compared exactly. Threadsafe.
 */
final class ContactSearch {

    private static final Purpose SEARCHING = Purpose.of(Endpoint.SEARCH, ObjectType.CONTACTS);

    /** The fields that a search asks for. */
    enum Depth {
        /** The fields that identify a contact. */
        KEY("id,given_name,family_name,email_addresses,phone_numbers,addresses"),
        /** All fields that may be written. */
        WHOLE(V2Contact.ALL_FIELDS);

        private final String fields;

        Depth(String fields) {
            this.fields = fields;
        }
    }

    /** Keap's largest page. A key that more contacts match is ambiguous anyway. */
    private static final int PAGE_SIZE = 1000;

    private static final Pattern FILTER_SYNTAX = Pattern.compile("[;=*,]");

    static final String NOT_SEARCHABLE = "holds one of ; = * , which cannot be searched for; write it without";

    private final KeapClient keap;
    private final ContactWriter.Rules rules;
    private final Duration timeout;

    ContactSearch(KeapClient keap, ContactWriter.Rules rules, Duration timeout) {
        this.keap = keap;
        this.rules = rules;
        this.timeout = timeout;
    }

    /** The most calls that a search for a contact takes. No search finds one by the producer's own key. */
    int calls(Change change) {
        return switch (change.key().by()) {
            case EMAIL -> 1;
            case PHONE -> notations(change).size();
            case NAME, SOURCE_KEY -> 0;
        };
    }

    /**
     * The contacts that match exactly, with these fields. Keap compares numbers as they are written, so the search
     * tries one notation after another until one matches.
     */
    List<ExistingObject> find(Change change, Depth depth, Deadline deadline) {
        List<ExistingObject> found = List.of();
        for (Iterator<String> filters = filters(change).iterator(); found.isEmpty() && filters.hasNext(); ) {
            found = find(change, filters.next(), depth, deadline);
        }
        return found;
    }

    private List<ExistingObject> find(Change change, String filter, Depth depth, Deadline deadline) {
        Call call = new Call(
                SEARCHING,
                change.key(),
                Idempotency.SAFE,
                deadline,
                new ApiCall<>(ContactApi.class, api -> api.search(filter, depth.fields, PAGE_SIZE)));
        JsonNode contacts = keap.call(call, timeout).json().path("contacts");
        if (!contacts.isArray()) {
            throw new KeapFailure.Unclear("Keap answered a search without a list of contacts");
        }
        keap.confirmed(SEARCHING);
        Optional<String> region = rules.region(change);
        return StreamSupport.stream(contacts.spliterator(), false)
                .filter(JsonNode::isObject)
                .filter(contact -> matches(change, contact, region))
                .map(contact -> new ExistingObject(contact.path("id").asLong(), V2Contact.inV1((ObjectNode) contact)))
                .filter(contact -> contact.id() > 0)
                .collect(Collectors.toMap(
                        ExistingObject::id, Function.identity(), (one, again) -> one, LinkedHashMap::new))
                .values()
                .stream()
                .toList();
    }

    private List<String> filters(Change change) {
        return switch (change.key().by()) {
            case EMAIL -> List.of("email==" + searchable("email1", ContactKeys.addressOrNumber(change.key())));
            case PHONE -> {
                searchable("phone1", number(change));
                yield notations(change).stream()
                        .map(notation ->
                                "phone_number==" + notation + ";phone_fields==PHONE1,PHONE2,PHONE3,PHONE4,PHONE5")
                        .toList();
            }
            case NAME, SOURCE_KEY -> List.of();
        };
    }

    /** The number as the record writes it, and in other common notations. */
    private List<String> notations(Change change) {
        return PhoneIdentity.notations(
                number(change), change.text(ContactFields.PHONE1_EXTENSION).orElse(""), rules.region(change));
    }

    private static String number(Change change) {
        return change.text(ContactFields.PHONE1).orElse("");
    }

    /** A filter broken by the value's characters would find nothing, and each delivery would create another contact. */
    private static String searchable(String field, String text) {
        if (!isSearchable(text)) {
            throw new InvalidValue(field, NOT_SEARCHABLE);
        }
        return text;
    }

    /** Whether Keap can search for an address or a number. */
    static boolean isSearchable(String text) {
        return !FILTER_SYNTAX.matcher(text).find();
    }

    private static boolean matches(Change change, JsonNode contact, Optional<String> region) {
        String sought = ContactKeys.addressOrNumber(change.key());
        String names = ContactKeys.names(change.key());
        return switch (change.key().by()) {
            case EMAIL ->
                items(change, contact, "email_addresses")
                                .map(item -> MatchRule.folded(item.path("email").asText("")))
                                .anyMatch(sought::equals)
                        && (names.isEmpty() || names.equals(names(contact)));
            case PHONE -> {
                Optional<String> country = PhoneMatch.country(contact);
                yield items(change, contact, "phone_numbers")
                        .anyMatch(item -> PhoneMatch.isSame(item, sought, change, region, country));
            }
            case NAME, SOURCE_KEY -> false;
        };
    }

    private static String names(JsonNode contact) {
        return MatchRule.folded(contact.path("given_name").asText(""))
                + '\n'
                + MatchRule.folded(contact.path("family_name").asText(""));
    }

    /** A delete means only the contact that has the address or number in its first slot. */
    private static Stream<JsonNode> items(Change change, JsonNode contact, String list) {
        return StreamSupport.stream(contact.path(list).spliterator(), false)
                .filter(item ->
                        !change.isDelete() || item.path("field").asText("1").endsWith("1"));
    }
}
