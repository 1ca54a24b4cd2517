package dev.keapsink.order;

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

/** Keap's endpoints of orders and of their payments. */
@Path("")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
interface OrderApi {

    @GET
    @Path("v2/orders")
    CompletionStage<Response> search(
            @QueryParam("filter") String filter,
            @QueryParam("page_size") int pageSize,
            @QueryParam("page_token") @Nullable String page);

    @GET
    @Path("v2/orders/{id}")
    CompletionStage<Response> read(@PathParam("id") long id);

    @POST
    @Path("v2/orders")
    CompletionStage<Response> create(JsonNode order);

    @PATCH
    @Path("v2/orders/{id}")
    CompletionStage<Response> update(@PathParam("id") long id, @QueryParam("update_mask") String mask, JsonNode order);

    @DELETE
    @Path("v2/orders/{id}")
    CompletionStage<Response> delete(@PathParam("id") long id);

    /** The model of orders' custom fields. */
    @GET
    @Path("v2/orders/model")
    CompletionStage<Response> model();

    @GET
    @Path("v2/orders/{order}/payments")
    CompletionStage<Response> payments(
            @PathParam("order") long order,
            @QueryParam("page_size") int pageSize,
            @QueryParam("page_token") @Nullable String page);

    @POST
    @Path("v2/orders/{order}/payments")
    CompletionStage<Response> pay(@PathParam("order") long order, JsonNode payment);
}
