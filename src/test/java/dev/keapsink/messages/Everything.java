package dev.keapsink.messages;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.contact.ContactMapping;
import dev.keapsink.contact.ContactMappingReader;
import dev.keapsink.simulator.memory.InMemorySink;
import dev.keapsink.support.StandardAccount;

/** A mapping that makes use of all there is, and an account that holds a contact of every record and means it otherwise. */
final class Everything {

    static final ContactMapping MAPPING = ContactMappingReader.read("""
            {
              "automatic": true, "write": "merge", "empty": "clear", "too_long": "truncate",
              "fields": {
                "email1": ["email", "/data/email", "mail"],
                "given_name": {"from": "first_name", "write": "fill", "empty": "ignore"},
                "family_name": {"from": ["/name/last", "last_name"], "value": "Unknown"},
                "phone1": {"from": "phone", "write": "fill", "empty": "ignore"},
                "country": {"from": "country", "write": "fill", "empty": "ignore", "value": "US"},
                "region": {"from": ["state", "region"], "write": "overwrite"},
                "postal_code": {"from": "zip", "too_long": "reject"},
                "owner_id": {"from": "owner_id"},
                "opt_in_reason": {"value": "Signed up on the web site", "consent": ["tcpa", "newsletter"]},
                "contact_type": {"from": "kind", "value": "Lead"}
              },
              "custom_fields": {
                "Rating": {"from": "rating", "write": "fill", "empty": "ignore"},
                "_Interests": ["interests", "/data/interests"],
                "UTM Source": {"from": "utm_source", "write": "overwrite"},
                "VIP": {"value": true}
              },
              "tags": [101, "newsletter", {"name": "Web lead", "create_missing": true}, {"ids_from": "groups"},
                {"names_from": ["segments", "type"], "create_missing": true}],
              "suppress": [{"when": "phone_do_not_call", "drop": "phones"}, {"when": "minor", "drop": "birthday"},
                {"when": "/data/test", "drop": "record"}],
              "encoding": {"yes_no": "text", "list": "comma", "date": "date", "month": "name", "day_of_week": "name",
                "clear": "null"}
            }""");

    private static final JsonNode ACCOUNT = Sample.json("""
            {
              "behaviour": {"yes_no": "text", "list": "comma", "date": "date", "month": "name", "day_of_week": "name",
                "clear": "null", "lists": "replace"},
              "contacts": [{
                "given_name": "Augusta",
                "email_addresses": [{"field": "EMAIL1", "email": "ada@example.com"}, {"field": "EMAIL3", "email": "a@example.com"}],
                "phone_numbers": [{"field": "PHONE1", "number": "1", "extension": "11"}, {"field": "PHONE2", "number": "2"}],
                "addresses": [{"field": "BILLING", "line1": "1 Main St", "region": "Arizona", "country_code": "USA",
                  "zip_code": "85001", "zip_four": "1234"}],
                "social_accounts": [{"type": "LinkedIn", "name": "augusta"}],
                "custom_fields": [{"id": 9, "content": "Boats"}, {"id": 20, "content": "18"}, {"id": 5, "content": 3}]
              }]
            }""");

    private Everything() {}

    /** A sink with the mapping before the account. */
    static InMemorySink sink() {
        InMemorySink sink = new InMemorySink();
        StandardAccount.furnish(sink.keap, ACCOUNT);
        return sink.mapping(MAPPING);
    }
}
