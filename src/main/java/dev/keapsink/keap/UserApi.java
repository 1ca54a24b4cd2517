package dev.keapsink.keap;

/** Keap's word on whose credential it is. */
final class UserApi {

    private UserApi() {}

    static KeapRequest me() {
        return KeapRequest.get("/v2/oauth/connect/userinfo");
    }

    /** The same of accounts that do not have the v2 one yet. */
    static KeapRequest meV1() {
        return KeapRequest.get("/v1/oauth/connect/userinfo");
    }
}
