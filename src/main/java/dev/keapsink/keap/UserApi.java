package dev.keapsink.keap;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;

/** Keap's endpoints that name the user of the credential. */
@Path("")
@Produces(MediaType.APPLICATION_JSON)
interface UserApi {

    @GET
    @Path("v2/oauth/connect/userinfo")
    CompletionStage<Response> me();

    /** The same for accounts that do not have the v2 endpoint yet. */
    @GET
    @Path("v1/oauth/connect/userinfo")
    CompletionStage<Response> meV1();
}
