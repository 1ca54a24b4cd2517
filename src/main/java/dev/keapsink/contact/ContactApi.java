package dev.keapsink.contact;

import com.fasterxml.jackson.databind.JsonNode;
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

/**
 * Keap's contact endpoints. Writes use v1, whose upsert tells created from updated. Searches use v2, because v1 cannot
 * search by phone.
 */
@Path("")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
interface ContactApi {

    @PUT
    @Path("v1/contacts")
    CompletionStage<Response> upsert(JsonNode contact);

    @POST
    @Path("v1/contacts")
    CompletionStage<Response> create(JsonNode contact);

    @PATCH
    @Path("v1/contacts/{id}")
    CompletionStage<Response> update(@PathParam("id") long id, JsonNode contact);

    @DELETE
    @Path("v1/contacts/{id}")
    CompletionStage<Response> delete(@PathParam("id") long id);

    /** The model of the account's custom fields. */
    @GET
    @Path("v1/contacts/model")
    CompletionStage<Response> model();

    @GET
    @Path("v2/contacts")
    CompletionStage<Response> search(
            @QueryParam("filter") String filter,
            @QueryParam("fields") String fields,
            @QueryParam("page_size") int pageSize);

    @GET
    @Path("v2/settings/contactOptionTypes")
    CompletionStage<Response> contactTypes();

    /** The contact types as a text with commas, for accounts that do not have the v2 list yet. */
    @GET
    @Path("v1/setting/contact/optionTypes")
    CompletionStage<Response> contactTypesV1();
}
