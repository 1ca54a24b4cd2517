package dev.keapsink.task;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.keap.ApiCall;
import dev.keapsink.object.Change;
import dev.keapsink.object.DocumentObject;
import dev.keapsink.object.ExistingObject;
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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tasks of the account's users. A task is identified by the key of its record. Threadsafe. */
public final class Tasks extends DocumentObject {

    /** The list and a single task show custom fields only if they are asked for. */
    private static final String SHOWN = "custom_fields";

    private static final int PAGE_SIZE = 100;

    private final UserField user;

    public Tasks(ObjectContext context) {
        this(context, new UserField(context.people(), TaskFields.USER));
    }

    private Tasks(ObjectContext context, UserField user) {
        super(
                new Declaration(
                        ObjectType.TASKS,
                        TaskFields.ALL,
                        List.of(
                                Parent.of(ObjectType.CONTACTS, TaskFields.ALL, false, "email", "key"),
                                Parent.of(ObjectType.OPPORTUNITIES, TaskFields.ALL, false, "key")),
                        Optional.of(new ApiCall<>(TaskApi.class, TaskApi::model)),
                        true),
                context,
                TableMapper.keyed(ObjectType.TASKS),
                List.of(user));
        this.user = user;
    }

    @Override
    public String inWords(Change change) {
        return "the task \"%s\"".formatted(change.text(TaskFields.TITLE).orElse(""));
    }

    @Override
    public Saved create(Change change, Deadline deadline) {
        if (change.text(TaskFields.TITLE).isEmpty()) {
            throw new InvalidValue(TaskFields.TITLE.label(), "is missing, and Keap has no such task yet");
        }
        return super.create(change, deadline);
    }

    @Override
    protected ApiCall<TaskApi> search(String filter, @Nullable String page, Change change) {
        return new ApiCall<>(TaskApi.class, api -> api.search(filter, SHOWN, PAGE_SIZE, page));
    }

    @Override
    protected Optional<String> madeSince(Change change, Instant since) {
        return change.text(TaskFields.CONTACT)
                .map(contact -> "contact_id==%s;since_time==%s".formatted(contact, since))
                .or(() -> Optional.of("since_time==" + since));
    }

    @Override
    protected ApiCall<TaskApi> read(long id, Change change) {
        return new ApiCall<>(TaskApi.class, api -> api.read(id, SHOWN));
    }

    @Override
    protected ApiCall<TaskApi> creation(Change change, ObjectNode body) {
        user.require(body);
        return new ApiCall<>(TaskApi.class, api -> api.create(body));
    }

    @Override
    protected ApiCall<TaskApi> update(ExistingObject target, Change change, ObjectNode body, String mask) {
        return new ApiCall<>(TaskApi.class, api -> api.update(target.id(), mask, body));
    }

    @Override
    protected ApiCall<TaskApi> deletion(long id, Change change) {
        return new ApiCall<>(TaskApi.class, api -> api.delete(id));
    }
}
