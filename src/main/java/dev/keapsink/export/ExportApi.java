package dev.keapsink.export;

import dev.keapsink.keap.ApiCall;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Keap's endpoints for its lists. A parameter that is null is left out. */
@Path("")
@Produces(MediaType.APPLICATION_JSON)
interface ExportApi {

    /** A call of one of the methods. */
    static ApiCall<ExportApi> call(Function<ExportApi, CompletionStage<Response>> method) {
        return new ApiCall<>(ExportApi.class, method);
    }

    /**
     * A page of the contacts, in the order of their ids.
     *
     * @param since the earliest last change
     */
    @GET
    @Path("v1/contacts")
    CompletionStage<Response> contacts(
            @QueryParam("limit") int limit,
            @QueryParam("offset") int offset,
            @QueryParam("order") String order,
            @QueryParam("optional_properties") @Nullable String optionalProperties,
            @QueryParam("since") @Nullable String since);

    /** The custom fields of contacts, and the properties that a list of contacts shows only if they are named. */
    @GET
    @Path("v1/contacts/model")
    CompletionStage<Response> contactModel();

    @GET
    @Path("v1/tags")
    CompletionStage<Response> tags(@QueryParam("limit") int limit, @QueryParam("offset") int offset);

    /** A page of the contacts that wear a tag. */
    @GET
    @Path("v1/tags/{tag}/contacts")
    CompletionStage<Response> tagged(
            @PathParam("tag") String tag, @QueryParam("limit") int limit, @QueryParam("offset") int offset);

    @GET
    @Path("v2/settings/contactOptionTypes")
    CompletionStage<Response> contactTypes();

    /** The contact types as a text with commas, for accounts that do not have the list of v2 yet. */
    @GET
    @Path("v1/setting/contact/optionTypes")
    CompletionStage<Response> contactTypesV1();

    /** The custom fields of another type of object, and the properties that its list shows only if they are named. */
    @GET
    @Path("v2/{objects}/model")
    CompletionStage<Response> model(@PathParam("objects") String objects);

    /**
     * A page of a list of v2.
     *
     * @param fields properties that are shown only if they are named, separated by commas
     */
    @GET
    @Path("v2/{objects}")
    CompletionStage<Response> list(
            @PathParam("objects") String objects,
            @QueryParam("page_size") int pageSize,
            @QueryParam("page_token") @Nullable String pageToken,
            @QueryParam("order_by") @Nullable String orderBy,
            @QueryParam("filter") @Nullable String filter,
            @QueryParam("fields") @Nullable String fields);

    /** A file's content, as a text in Base64. */
    @GET
    @Path("v2/files/{file}:data")
    CompletionStage<Response> content(@PathParam("file") String file);

    @GET
    @Path("v2/opportunities/stages")
    CompletionStage<Response> stages(
            @QueryParam("page_size") int pageSize, @QueryParam("page_token") @Nullable String pageToken);

    @GET
    @Path("v2/orders/{order}/payments")
    CompletionStage<Response> payments(
            @PathParam("order") String order,
            @QueryParam("page_size") int pageSize,
            @QueryParam("page_token") @Nullable String pageToken);
}
