package dev.keapsink.note;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Keap's note endpoints. A note is written below its contact; the list has the notes of all contacts. */
@Path("")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
interface NoteApi {

    @GET
    @Path("v2/notes")
    CompletionStage<Response> search(
            @QueryParam("filter") String filter,
            @QueryParam("fields") String fields,
            @QueryParam("page_size") int pageSize,
            @QueryParam("page_token") @Nullable String page);

    @GET
    @Path("v2/contacts/{contact}/notes/{id}")
    CompletionStage<Response> read(
            @PathParam("contact") String contact, @PathParam("id") long id, @QueryParam("fields") String fields);

    @POST
    @Path("v2/contacts/{contact}/notes")
    CompletionStage<Response> create(@PathParam("contact") String contact, JsonNode note);

    @PATCH
    @Path("v2/contacts/{contact}/notes/{id}")
    CompletionStage<Response> update(
            @PathParam("contact") String contact,
            @PathParam("id") long id,
            @QueryParam("update_mask") String mask,
            JsonNode note);

    @DELETE
    @Path("v2/contacts/{contact}/notes/{id}")
    CompletionStage<Response> delete(@PathParam("contact") String contact, @PathParam("id") long id);

    /** The model of notes' custom fields. */
    @GET
    @Path("v2/notes/model")
    CompletionStage<Response> model();
}
