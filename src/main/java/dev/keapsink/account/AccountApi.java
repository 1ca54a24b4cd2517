package dev.keapsink.account;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Keap's endpoints for the lists of an account. The token is null for the first page. */
@Path("")
@Produces(MediaType.APPLICATION_JSON)
interface AccountApi {

    @GET
    @Path("v2/users")
    CompletionStage<Response> users(
            @QueryParam("filter") String filter,
            @QueryParam("page_size") int pageSize,
            @QueryParam("page_token") @Nullable String pageToken);

    @GET
    @Path("v2/opportunities/stages")
    CompletionStage<Response> stages(
            @QueryParam("page_size") int pageSize, @QueryParam("page_token") @Nullable String pageToken);
}
