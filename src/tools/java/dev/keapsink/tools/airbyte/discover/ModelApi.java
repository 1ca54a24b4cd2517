package dev.keapsink.tools.airbyte.discover;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;

/** Keap's endpoints that list the custom fields of a type of object. */
@Path("")
@Produces(MediaType.APPLICATION_JSON)
interface ModelApi {

    @GET
    @Path("v1/contacts/model")
    CompletionStage<Response> ofContacts();

    @GET
    @Path("v2/{stream}/model")
    CompletionStage<Response> of(@PathParam("stream") String stream);
}
