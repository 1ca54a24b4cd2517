package dev.keapsink.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.keap.Form;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;

/** Endpoints of every kind that Keap has. */
@Path("")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public interface RawApi {

    @GET
    @Path("v1/tags")
    CompletionStage<Response> get();

    @GET
    @Path("v2/contacts")
    CompletionStage<Response> search(@QueryParam("filter") String filter, @QueryParam("page_size") int pageSize);

    @PUT
    @Path("v1/contacts")
    CompletionStage<Response> put(JsonNode body);

    @POST
    @Path("v1/contacts")
    CompletionStage<Response> post(JsonNode body);

    @POST
    @Path("v2/files")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    CompletionStage<Response> file(Form form);

    @PATCH
    @Path("v1/contacts/{id}")
    CompletionStage<Response> patch(@PathParam("id") long id, JsonNode body);

    @DELETE
    @Path("v1/contacts/{id}/tags")
    CompletionStage<Response> delete(@PathParam("id") long id, @QueryParam("ids") String ids);
}
