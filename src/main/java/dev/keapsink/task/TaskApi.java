package dev.keapsink.task;

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

/** Keap's task endpoints. */
@Path("")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
interface TaskApi {

    @GET
    @Path("v2/tasks")
    CompletionStage<Response> search(
            @QueryParam("filter") String filter,
            @QueryParam("fields") String fields,
            @QueryParam("page_size") int pageSize,
            @QueryParam("page_token") @Nullable String page);

    @GET
    @Path("v2/tasks/{id}")
    CompletionStage<Response> read(@PathParam("id") long id, @QueryParam("fields") String fields);

    @POST
    @Path("v2/tasks")
    CompletionStage<Response> create(JsonNode task);

    @PATCH
    @Path("v2/tasks/{id}")
    CompletionStage<Response> update(@PathParam("id") long id, @QueryParam("update_mask") String mask, JsonNode task);

    @DELETE
    @Path("v2/tasks/{id}")
    CompletionStage<Response> delete(@PathParam("id") long id);

    /** The model of tasks' custom fields. */
    @GET
    @Path("v2/tasks/model")
    CompletionStage<Response> model();
}
