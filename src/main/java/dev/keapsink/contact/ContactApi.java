package dev.keapsink.contact;

import dev.keapsink.keap.KeapRequest;

/** Keap's contact endpoints. Writes use v1, whose upsert tells created from updated; v1 cannot search by phone, v2 can. */
final class ContactApi {

    private ContactApi() {}

    static KeapRequest upsert(ContactBody body) {
        return KeapRequest.put("/v1/contacts", body.json());
    }

    static KeapRequest create(ContactBody body) {
        return KeapRequest.post("/v1/contacts", body.json());
    }

    static KeapRequest update(long id, ContactBody body) {
        return KeapRequest.patch("/v1/contacts/" + id, body.json());
    }

    static KeapRequest delete(long id) {
        return KeapRequest.delete("/v1/contacts/" + id);
    }

    /** The account's custom fields. */
    static KeapRequest model() {
        return KeapRequest.get("/v1/contacts/model");
    }

    static KeapRequest search(String filter, String fields, int pageSize) {
        return KeapRequest.get("/v2/contacts")
                .with("filter", filter)
                .with("fields", fields)
                .with("page_size", pageSize);
    }

    static KeapRequest contactTypes() {
        return KeapRequest.get("/v2/settings/contactOptionTypes");
    }

    /** The same list as a text with commas, on accounts that do not have the v2 one yet. */
    static KeapRequest contactTypesV1() {
        return KeapRequest.get("/v1/setting/contact/optionTypes");
    }
}
