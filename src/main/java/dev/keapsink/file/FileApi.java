package dev.keapsink.file;

import dev.keapsink.keap.Form;
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

/** Keap's file endpoints. */
@Path("")
@Produces(MediaType.APPLICATION_JSON)
interface FileApi {

    /**
     * A page of the files that match a filter.
     *
     * @param filter conditions on fields, separated by semicolons
     * @param page null for the first page
     */
    @GET
    @Path("v2/files")
    CompletionStage<Response> list(
            @QueryParam("filter") String filter,
            @QueryParam("page_size") int size,
            @QueryParam("page_token") @Nullable String page);

    @POST
    @Path("v2/files")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    CompletionStage<Response> create(Form file);

    /**
     * Replaces a file, or a part of what is known of it.
     *
     * @param fields the names of the parts that are to be replaced, separated by commas
     */
    @POST
    @Path("v2/files/{id}")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    CompletionStage<Response> update(@PathParam("id") long file, @QueryParam("update_mask") String fields, Form parts);

    @GET
    @Path("v2/files/{id}")
    CompletionStage<Response> read(@PathParam("id") long file);

    @DELETE
    @Path("v2/files/{id}")
    CompletionStage<Response> delete(@PathParam("id") long file);
}
