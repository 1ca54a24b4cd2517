package dev.keapsink.properties;

import dev.keapsink.simulator.SimulatedRequest;
import java.util.function.Predicate;

/** A record that has trouble, and the calls that would not be made without it. */
enum Troubled {
    UPSERT("{'email':'trouble@example.com','first_name':'T'}"),
    PHONE_ONLY("{'phone':'+1 555 987654'}"),
    OWN_TAG("{'tags':[900],'data':{'email':'trouble@example.com'}}"),
    TAG_BEYOND_THE_FIRST_PAGE("{'tags':[5001],'data':{'email':'trouble@example.com'}}"),
    UNKNOWN_TAG("{'tags':[7777],'data':{'email':'trouble@example.com'}}"),
    TAG_BY_NAME("{'data':{'email':'trouble@example.com','segment':'Trouble'}}"),
    NEW_TAG_BY_NAME("{'data':{'email':'trouble@example.com','segment':'New trouble'}}"),
    CONTACT_TYPE("{'contact_type':'Lead','data':{'email':'trouble@example.com'}}"),
    UNKNOWN_CONTACT_TYPE("{'contact_type':'Martian','data':{'email':'trouble@example.com'}}"),
    CUSTOM_FIELD("{'email':'trouble@example.com','plan':'Gold'}"),
    UNKNOWN_OPTION("{'email':'trouble@example.com','plan':'Lead'}"),
    UNKNOWN_FIELD("{'email':'trouble@example.com','shoe_size':7}"),
    OWNER("{'email':'trouble@example.com','owner_id':4711}"),
    DELETE("{'op':'delete','data':{'email':'trouble@example.com'}}"),
    DELETE_BY_PHONE("{'op':'delete','tags':[900,7777],'data':{'phone':'+1 555 987654'}}"),
    DELETE_OF_UNKNOWN_TAGS("{'op':'delete','tags':[7001,7002,7003,7004],'data':{'email':'trouble@example.com'}}"),
    SEVERAL("[{'email':'trouble@example.com'},{'phone':'+1 555 987654'},"
            + "{'tags':[900],'data':{'email':'trouble2@example.com','segment':'New trouble'}}]");

    /** The id of its contact, which is there before everything else. */
    static final long CONTACT = 1001;

    /** The tags that it alone names: one of the first page, one of another, and some that are not there. */
    static final long OWN = 900;

    static final long BEYOND = 5001;

    private final String body;

    Troubled(String body) {
        this.body = body.replace('\'', '"');
    }

    String body() {
        return body;
    }

    /**
     * Whether a call is made for this record alone.
     *
     * @param listed whether others need the lists of contact types and custom fields, too
     */
    Predicate<SimulatedRequest> calls(boolean listed) {
        return request -> names(request)
                || request.path().matches("/v1/contacts/" + CONTACT + "(/tags)?")
                || request.path().matches("/v1/tags/(%d|%d|7\\d{3})(/contacts)?".formatted(OWN, BEYOND))
                || (!listed && isAboutType() && request.path().contains("ptionTypes"))
                || (!listed && isAboutFields() && request.path().equals("/v1/contacts/model"));
    }

    private static boolean names(SimulatedRequest request) {
        String all = request.body() + request.query();
        return all.contains("rouble") || all.contains("987654");
    }

    private boolean isAboutType() {
        return this == CONTACT_TYPE || this == UNKNOWN_CONTACT_TYPE;
    }

    private boolean isAboutFields() {
        return this == CUSTOM_FIELD || this == UNKNOWN_OPTION || this == UNKNOWN_FIELD;
    }
}
