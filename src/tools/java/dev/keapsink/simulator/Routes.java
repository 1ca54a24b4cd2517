package dev.keapsink.simulator;

/** Assigns an endpoint to each operation of the request model. */
final class Routes {
    private Routes() {}

    static Router of(AccountData data) {
        ContactWrites writes = new ContactWrites(data);
        ContactLookups lookups = new ContactLookups(data.contacts);
        TagLookups tagLookups = new TagLookups(data.tags, data.contacts);
        Tagging tagging = data.tagging;
        AccountLookups accountLookups = new AccountLookups(data.contactTypes);
        Router router = new Router(data::behaviour)
                .on("PUT", "/v1/contacts", writes::upsert)
                .on("POST", "/v1/contacts", writes::create)
                .on("PATCH", "/v1/contacts/{id}", writes::patch)
                .on("DELETE", "/v1/contacts/{id}", writes::delete)
                .on("GET", "/v1/contacts/{id}", lookups::one)
                .on("GET", "/v1/contacts", lookups::list)
                .on("GET", "/v1/contacts/model", exchange -> data.customFields.model())
                .on("GET", "/v2/contacts", lookups::filtered)
                .on("GET", "/v1/contacts/{id}/tags", tagLookups::ofContact)
                .on("POST", "/v1/contacts/{id}/tags", tagging::applyToContact)
                .on("DELETE", "/v1/contacts/{id}/tags", tagging::removeFromContact)
                .on("GET", "/v1/tags", tagLookups::list)
                .on("POST", "/v1/tags", tagLookups::create)
                .on("GET", "/v1/tags/{id}", tagLookups::one)
                .on("GET", "/v1/tags/{id}/contacts", tagLookups::members)
                .on("POST", "/v1/tags/{id}/contacts", tagging::applyToContacts)
                .on("DELETE", "/v1/tags/{id}/contacts", tagging::removeFromContacts)
                .on("GET", "/v2/settings/contactOptionTypes", exchange -> accountLookups.optionTypes2())
                .on("GET", "/v1/setting/contact/optionTypes", exchange -> accountLookups.optionTypes())
                .on("GET", "/v1/setting/application/configuration", exchange -> accountLookups.configuration())
                .on("GET", "/v1/locales/defaultOptions", exchange -> accountLookups.defaultOptions())
                .on("GET", "/v1/account/profile", exchange -> accountLookups.profile())
                .on("GET", "/v1/oauth/connect/userinfo", exchange -> accountLookups.userInfo())
                .on("GET", "/v2/oauth/connect/userinfo", exchange -> accountLookups.userInfo2());
        ObjectRoutes.add(router, data.objects);
        return router;
    }
}
