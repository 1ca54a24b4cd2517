package dev.keapsink.tag;

import io.smallrye.mutiny.Uni;
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

/** Keap's tag endpoints. */
@Path("/")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
interface TagApi {

    @POST
    @Path("v1/tags/{id}/contacts")
    Uni<Response> apply(@PathParam("id") long tag, TagBody contacts);

    @DELETE
    @Path("v1/contacts/{id}/tags")
    Uni<Response> remove(@PathParam("id") long contact, @QueryParam("ids") String tags);

    @GET
    @Path("v1/tags")
    Uni<Response> list(@QueryParam("limit") int limit);

    @GET
    @Path("v1/tags")
    Uni<Response> named(@QueryParam("name") String name, @QueryParam("limit") int limit);

    @POST
    @Path("v1/tags")
    Uni<Response> create(NewTag tag);

    @GET
    @Path("v1/tags/{id}")
    Uni<Response> get(@PathParam("id") long tag);
}
