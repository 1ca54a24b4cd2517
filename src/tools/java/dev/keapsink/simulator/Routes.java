package dev.keapsink.simulator;

/** Which class answers which operation of the request model. */
final class Routes {
    private Routes() {}

    static Router of(Holdings holdings) {
        ContactWrites writes = new ContactWrites(holdings);
        ContactLookups lookups = new ContactLookups(holdings.contacts);
        TagLookups tagLookups = new TagLookups(holdings.tags, holdings.contacts);
        Tagging tagging = holdings.tagging;
        AccountLookups account = new AccountLookups(holdings.contactTypes);
        return new Router(holdings::behaviour)
                .on("PUT", "/v1/contacts", writes::upsert)
                .on("POST", "/v1/contacts", writes::create)
                .on("PATCH", "/v1/contacts/{id}", writes::patch)
                .on("DELETE", "/v1/contacts/{id}", writes::delete)
                .on("GET", "/v1/contacts/{id}", lookups::one)
                .on("GET", "/v1/contacts", lookups::list)
                .on("GET", "/v1/contacts/model", exchange -> holdings.customFields.model())
                .on("GET", "/v2/contacts", lookups::filtered)
                .on("GET", "/v1/contacts/{id}/tags", tagLookups::ofContact)
                .on("POST", "/v1/contacts/{id}/tags", tagging::applyToContact)
                .on("DELETE", "/v1/contacts/{id}/tags", tagging::removeFromContact)
                .on("GET", "/v1/tags", tagLookups::list)
                .on("POST", "/v1/tags", tagLookups::create)
                .on("GET", "/v1/tags/{id}", tagLookups::one)
                .on("POST", "/v1/tags/{id}/contacts", tagging::applyToContacts)
                .on("DELETE", "/v1/tags/{id}/contacts", tagging::removeFromContacts)
                .on("GET", "/v2/settings/contactOptionTypes", exchange -> account.optionTypes2())
                .on("GET", "/v1/setting/contact/optionTypes", exchange -> account.optionTypes())
                .on("GET", "/v1/setting/application/configuration", exchange -> account.configuration())
                .on("GET", "/v1/locales/defaultOptions", exchange -> account.defaultOptions())
                .on("GET", "/v1/account/profile", exchange -> account.profile())
                .on("GET", "/v1/oauth/connect/userinfo", exchange -> account.userInfo())
                .on("GET", "/v2/oauth/connect/userinfo", exchange -> account.userInfo2());
    }
}
