package dev.keapsink.tools.airbyte;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;

/** Keap's endpoints for the contacts that wear a tag. */
@Path("")
@Produces(MediaType.APPLICATION_JSON)
interface MemberApi {

    /**
     * A page of the contacts that wear a tag.
     *
     * @param offset how many of them come before the page
     */
    @GET
    @Path("v1/tags/{id}/contacts")
    CompletionStage<Response> list(
            @PathParam("id") long tag, @QueryParam("limit") int limit, @QueryParam("offset") int offset);

    /**
     * Takes a tag off many contacts.
     *
     * @param contacts their ids, separated by commas
     */
    @DELETE
    @Path("v1/tags/{id}/contacts")
    CompletionStage<Response> remove(@PathParam("id") long tag, @QueryParam("ids") String contacts);
}
