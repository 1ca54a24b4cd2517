package dev.keapsink.opportunity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.account.Stages;
import dev.keapsink.field.Field;
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

/** The opportunities of the account. An opportunity is identified by the key of its record. Threadsafe. */
public final class Opportunities extends DocumentObject {

    /** The list and a single opportunity show custom fields only if they are asked for. */
    private static final String SHOWN = "custom_fields";

    private static final int PAGE_SIZE = 100;

    public Opportunities(ObjectContext context) {
        super(
                new Declaration(
                        ObjectType.OPPORTUNITIES,
                        OpportunityFields.ALL,
                        List.of(Parent.of(ObjectType.CONTACTS, OpportunityFields.ALL, false, "email", "key")),
                        Optional.of(new ApiCall<>(OpportunityApi.class, OpportunityApi::model)),
                        true),
                context,
                TableMapper.keyed(ObjectType.OPPORTUNITIES),
                List.of(
                        new UserField(
                                new ObjectContext.People(context.people().users(), Optional.empty()),
                                OpportunityFields.USER),
                        new StageField(new Stages(context.keap(), context.timeout(), context.clock()))));
    }

    @Override
    public String inWords(Change change) {
        return "the opportunity \"%s\""
                .formatted(change.text(OpportunityFields.TITLE).orElse(""));
    }

    /** Keap creates no opportunity without these. A later record of the same key may leave them out. */
    @Override
    public Saved create(Change change, Deadline deadline) {
        for (Field field : List.of(OpportunityFields.TITLE, OpportunityFields.STAGE, OpportunityFields.CONTACT)) {
            if (change.text(field).filter(text -> !text.isEmpty()).isEmpty()) {
                throw new InvalidValue(field.label(), "is missing, and Keap has no such opportunity yet");
            }
        }
        return super.create(change, deadline);
    }

    @Override
    protected ApiCall<OpportunityApi> search(String filter, @Nullable String page, Change change) {
        return new ApiCall<>(OpportunityApi.class, api -> api.search(filter, SHOWN, PAGE_SIZE, page));
    }

    @Override
    protected Optional<String> madeSince(Change change, Instant since) {
        return change.text(OpportunityFields.CONTACT).map(contact -> "contact_id==" + contact);
    }

    @Override
    protected ObjectNode asWritten(ObjectNode document) {
        flattenId(document, "contact", "contact_id");
        flattenId(document, "stage", "stage_id");
        flattenId(document, "user", "user_id");
        return document;
    }

    @Override
    protected ApiCall<OpportunityApi> read(long id, Change change) {
        return new ApiCall<>(OpportunityApi.class, api -> api.read(id, SHOWN));
    }

    @Override
    protected ApiCall<OpportunityApi> creation(Change change, ObjectNode body) {
        return new ApiCall<>(OpportunityApi.class, api -> api.create(body));
    }

    @Override
    protected ApiCall<OpportunityApi> update(ExistingObject target, Change change, ObjectNode body, String mask) {
        return new ApiCall<>(OpportunityApi.class, api -> api.update(target.id(), mask, body));
    }

    @Override
    protected ApiCall<OpportunityApi> deletion(long id, Change change) {
        return new ApiCall<>(OpportunityApi.class, api -> api.delete(id));
    }
}
