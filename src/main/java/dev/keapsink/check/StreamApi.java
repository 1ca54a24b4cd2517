package dev.keapsink.check;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;

/** Keap's endpoints that show whether an account has a type of object, and which custom fields. */
@Path("")
@Produces(MediaType.APPLICATION_JSON)
interface StreamApi {

    @GET
    @Path("v2/{stream}")
    CompletionStage<Response> list(@PathParam("stream") String stream, @QueryParam("page_size") int pageSize);

    /** The model of the custom fields. */
    @GET
    @Path("v2/{stream}/model")
    CompletionStage<Response> model(@PathParam("stream") String stream);
}
