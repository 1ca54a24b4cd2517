package dev.keapsink.note;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.keapsink.field.Value;
import dev.keapsink.keap.ApiCall;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.mapping.WriteOptions.Write;
import dev.keapsink.object.Change;
import dev.keapsink.object.DocumentObject;
import dev.keapsink.object.ExistingObject;
import dev.keapsink.object.KnownObject;
import dev.keapsink.object.ObjectContext;
import dev.keapsink.object.Parent;
import dev.keapsink.object.Saved;
import dev.keapsink.object.TableMapper;
import dev.keapsink.object.UserField;
import dev.keapsink.record.InvalidValue;
import dev.keapsink.record.ObjectType;
import dev.keapsink.resilience.Deadline;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The notes of the account's contacts. A note is identified by the key of its record. Threadsafe. */
public final class Notes extends DocumentObject {

    /** The list and a single note show custom fields only if they are asked for. */
    private static final String SHOWN = "custom_fields";

    private static final int PAGE_SIZE = 100;

    private final UserField user;

    public Notes(ObjectContext context) {
        this(context, new UserField(context.people(), NoteFields.USER));
    }

    private Notes(ObjectContext context, UserField user) {
        super(
                new Declaration(
                        ObjectType.NOTES,
                        NoteFields.ALL,
                        List.of(Parent.of(ObjectType.CONTACTS, NoteFields.ALL, true, "email", "key")),
                        Optional.of(new ApiCall<>(NoteApi.class, NoteApi::model)),
                        true),
                context,
                TableMapper.keyed(ObjectType.NOTES),
                List.of(user));
        this.user = user;
    }

    @Override
    public String inWords(Change change) {
        return "the note \"%s\" of contact %s"
                .formatted(change.text(NoteFields.TITLE).orElse(""), contact(change));
    }

    @Override
    public Saved create(Change change, Deadline deadline) {
        if (change.text(NoteFields.TITLE).isEmpty()
                && change.text(NoteFields.TYPE).isEmpty()) {
            throw new InvalidValue(NoteFields.TITLE.label(), "is missing; a note needs a title or a type");
        }
        return super.create(change, deadline);
    }

    /** The contact in the path has to be the note's own, and an update needs the note's user. */
    @Override
    public Optional<Saved> update(KnownObject known, Change change, Deadline deadline) {
        Optional<ExistingObject> note = one(known.id(), change, deadline);
        if (note.isEmpty() && known.untilListed().isPositive()) {
            throw new KeapFailure.Unlisted(known.untilListed());
        }
        return note.flatMap(there -> update(there, change, deadline));
    }

    /** The note of an id, of the change's contact or of another one. Keap's list may not show it yet. */
    private Optional<ExistingObject> one(long id, Change change, Deadline deadline) {
        Optional<ExistingObject> note = contact(change).isEmpty()
                ? Optional.empty()
                : calls().get(id, read(id, change), deadline)
                        .map(there -> new ExistingObject(id, asWritten(there.document())));
        return note.or(() -> found(
                        "id==" + id, change, there -> there.path("id").asLong() == id, deadline)
                .stream()
                .findFirst());
    }

    @Override
    public void delete(long id, Change change, Deadline deadline) {
        one(id, change, deadline).ifPresent(note -> super.delete(id, in(contact(note), change), deadline));
    }

    private static Change in(String contact, Change change) {
        return change.with(Map.of(
                NoteFields.CONTACT, new Value(new TextNode(contact), Write.OVERWRITE, new TextNode(contact), false)));
    }

    private static String contact(Change change) {
        return change.text(NoteFields.CONTACT).orElse("");
    }

    private static String contact(ExistingObject note) {
        return note.document().path("contact_id").asText("");
    }

    @Override
    protected ApiCall<NoteApi> search(String filter, @Nullable String page, Change change) {
        return new ApiCall<>(NoteApi.class, api -> api.search(filter, SHOWN, PAGE_SIZE, page));
    }

    @Override
    protected Optional<String> madeSince(Change change, Instant since) {
        return Optional.of("contact_id==%s;since_time==%s".formatted(contact(change), since));
    }

    @Override
    protected ObjectNode asWritten(ObjectNode document) {
        flattenId(document, "assigned_to_user", "user_id");
        return document.put("is_pinned", document.hasNonNull("pinned_at"));
    }

    @Override
    protected ApiCall<NoteApi> read(long id, Change change) {
        return new ApiCall<>(NoteApi.class, api -> api.read(contact(change), id, SHOWN));
    }

    @Override
    protected ApiCall<NoteApi> creation(Change change, ObjectNode body) {
        body.remove("contact_id");
        user.require(body);
        return new ApiCall<>(NoteApi.class, api -> api.create(contact(change), body));
    }

    /** The contact in the path is the one that has the note, which the change may give to another one. */
    @Override
    protected ApiCall<NoteApi> update(ExistingObject target, Change change, ObjectNode body, String mask) {
        String there = contact(target).isEmpty() ? contact(change) : contact(target);
        if (!body.has("user_id") && target.document().has("user_id")) {
            body.set("user_id", target.document().path("user_id"));
        }
        user.require(body);
        return new ApiCall<>(NoteApi.class, api -> api.update(there, target.id(), mask, body));
    }

    @Override
    protected ApiCall<NoteApi> deletion(long id, Change change) {
        return new ApiCall<>(NoteApi.class, api -> api.delete(contact(change), id));
    }
}
