package dev.keapsink.tag;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Keap's tag endpoints. */
@Path("")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
interface TagApi {

    /**
     * Applies one tag to many contacts.
     *
     * @param contacts a body with the contacts' ids
     */
    @POST
    @Path("v1/tags/{id}/contacts")
    CompletionStage<Response> apply(@PathParam("id") long tag, JsonNode contacts);

    /**
     * Removes tags from one contact.
     *
     * @param tags their ids, separated by commas
     */
    @DELETE
    @Path("v1/contacts/{id}/tags")
    CompletionStage<Response> remove(@PathParam("id") long contact, @QueryParam("ids") String tags);

    /**
     * A page of all tags.
     *
     * @param offset null for the first page
     */
    @GET
    @Path("v1/tags")
    CompletionStage<Response> list(@QueryParam("limit") int limit, @QueryParam("offset") @Nullable Integer offset);

    @GET
    @Path("v1/tags")
    CompletionStage<Response> named(@QueryParam("name") String name, @QueryParam("limit") int limit);

    @POST
    @Path("v1/tags")
    CompletionStage<Response> create(JsonNode tag);

    @GET
    @Path("v1/tags/{id}")
    CompletionStage<Response> get(@PathParam("id") long tag);
}
