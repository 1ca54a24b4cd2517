package dev.keapsink.file;

import dev.keapsink.content.ContentUnavailable;
import dev.keapsink.content.FileContent;
import dev.keapsink.content.FileReader;
import dev.keapsink.field.Field;
import dev.keapsink.field.Value;
import dev.keapsink.keap.ApiCall;
import dev.keapsink.object.Change;
import dev.keapsink.object.ExistingObject;
import dev.keapsink.object.KnownObject;
import dev.keapsink.object.ObjectContext;
import dev.keapsink.object.Parent;
import dev.keapsink.object.Saved;
import dev.keapsink.object.TableObject;
import dev.keapsink.record.InvalidValue;
import dev.keapsink.record.ObjectType;
import dev.keapsink.record.Outcome.Effect;
import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.record.Reason;
import dev.keapsink.resilience.Deadline;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The files of the account's contacts. Keap stores a file behind the key of its record, and is asked for it before each
 * create. Keap shows nothing by which two contents could be compared, so a file that is found is replaced. Threadsafe.
 */
public final class Files extends TableObject {

    private static final int PAGE_SIZE = 1000;

    private final FileReader reader;

    public Files(ObjectContext context, FileReader reader) {
        super(
                new Declaration(
                        ObjectType.FILES,
                        FileFields.ALL,
                        List.of(Parent.of(ObjectType.CONTACTS, FileFields.ALL, true, "email", "key")),
                        Optional.empty(),
                        false),
                context,
                new FileRule(reader.sources()),
                List.of());
        this.reader = reader;
    }

    @Override
    public String inWords(Change change) {
        return "the file \"%s\" of contact %s".formatted(stored(change).text(), contact(change));
    }

    private static String contact(Change change) {
        return change.text(FileFields.CONTACT).orElse("");
    }

    private static String key(Change change) {
        return FileName.storedKey(change.key().parts().getFirst());
    }

    private static FileName stored(Change change) {
        return FileName.of(change.text(FileFields.NAME).orElse("file")).storedAs(key(change));
    }

    private static Optional<Boolean> isPublic(Change change) {
        return change.text(FileFields.IS_PUBLIC).map(Boolean::valueOf);
    }

    /** A file can be found only among those of its contact. */
    @Override
    public int searches(Change change) {
        return contact(change).isEmpty() ? 0 : 1;
    }

    @Override
    public Optional<ExistingObject> find(Change change, Deadline deadline) {
        String contact = contact(change);
        if (contact.isEmpty() && change.isDelete()) {
            throw new InvalidValue(
                    FileFields.CONTACT.label(), "is missing; a file is found only among those of its contact");
        }
        return contact.isEmpty()
                ? Optional.empty()
                : only(calls()
                        .all(
                                change.key(),
                                page -> new ApiCall<>(
                                        FileApi.class, api -> api.list("contact_id==" + contact, PAGE_SIZE, page)),
                                deadline)
                        .stream()
                        .filter(file -> FileName.isStoredAs(
                                key(change), file.document().path("file_name").asText("")))
                        .toList());
    }

    @Override
    public Saved create(Change change, Deadline deadline) {
        FileContent content = content(change)
                .orElseThrow(() -> new InvalidValue(
                        FileFields.CONTENT.label(),
                        "is missing, and Keap has no such file yet; send it, or content_from"));
        long contact = Long.parseLong(contact(change));
        return read(content, deadline, bytes -> {
            ApiCall<FileApi> request = new ApiCall<>(
                    FileApi.class,
                    api -> api.create(FileForms.ofContact(
                            contact, stored(change).text(), isPublic(change).orElse(false), bytes)));
            return new Saved(
                    calls().created(change.key(), request, deadline).path("id").asLong(), Effect.CREATED);
        });
    }

    private Optional<FileContent> content(Change change) {
        return text(change, FileFields.CONTENT)
                .map(reader.sources()::inline)
                .or(() -> text(change, FileFields.CONTENT_FROM).map(reader.sources()::from));
    }

    private static Optional<String> text(Change change, Field field) {
        return Optional.ofNullable(change.values().get(field))
                .filter(value -> !value.isClearing())
                .map(Value::text);
    }

    private <T> T read(FileContent content, Deadline deadline, Function<byte[], T> use) {
        try {
            return reader.read(content, deadline, use);
        } catch (ContentUnavailable e) {
            throw FileFailures.notSent(e);
        }
    }

    @Override
    public Optional<Saved> update(ExistingObject found, Change change, Deadline deadline) {
        return updated(found.id(), change, deadline);
    }

    @Override
    public Optional<Saved> update(KnownObject known, Change change, Deadline deadline) {
        return own(known.id(), change, deadline).flatMap(there -> updated(there.id(), change, deadline));
    }

    /**
     * The file of an id; empty if it is gone. The ledger knows a file by its key alone, and this record may have given
     * the key to a file of another contact.
     *
     * @throws InvalidValue if the file is another contact's
     */
    private Optional<ExistingObject> own(long id, Change change, Deadline deadline) {
        Optional<ExistingObject> file = calls().get(id, new ApiCall<>(FileApi.class, api -> api.read(id)), deadline);
        String wanted = contact(change);
        file.map(there -> there.document().path("contact_id").asText(""))
                .filter(contact -> !wanted.isEmpty() && !contact.equals(wanted))
                .ifPresent(contact -> {
                    throw new InvalidValue(new Rejected(
                            Reason.UNSUPPORTED_OPERATION,
                            FileFields.CONTACT.label(),
                            ("is another contact than that of the file %d, which has this key, and Keap moves no file;"
                                            + " give the record a key of its own")
                                    .formatted(id)));
                });
        return file;
    }

    private Optional<Saved> updated(long id, Change change, Deadline deadline) {
        return content(change)
                        .map(content ->
                                read(content, deadline, bytes -> isReplaced(id, change, Optional.of(bytes), deadline)))
                        .orElseGet(() -> isReplaced(id, change, Optional.empty(), deadline))
                ? Optional.of(new Saved(id, Effect.UPDATED))
                : Optional.empty();
    }

    private boolean isReplaced(long id, Change change, Optional<byte[]> bytes, Deadline deadline) {
        FileForms.Replacement replacement = FileForms.replacing(stored(change).text(), isPublic(change), bytes);
        return calls().isUpdated(
                        change.key(),
                        new ApiCall<>(FileApi.class, api -> api.update(id, replacement.mask(), replacement.form())),
                        deadline);
    }

    @Override
    public void delete(long id, Change change, Deadline deadline) {
        own(id, change, deadline)
                .ifPresent(file -> calls().delete(id, new ApiCall<>(FileApi.class, api -> api.delete(id)), deadline));
    }
}
