package dev.keapsink.contact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.keap.AccountList;
import dev.keapsink.keap.KeapClient;
import dev.keapsink.object.Certainty;
import dev.keapsink.object.Change;
import dev.keapsink.object.ExistingObject;
import dev.keapsink.object.Findings;
import dev.keapsink.object.KeapObject;
import dev.keapsink.object.KnownObject;
import dev.keapsink.object.MappingResult;
import dev.keapsink.object.ObjectContext;
import dev.keapsink.object.Reference;
import dev.keapsink.object.Resend;
import dev.keapsink.object.ResolvedChange;
import dev.keapsink.object.Saved;
import dev.keapsink.record.Checked;
import dev.keapsink.record.ObjectType;
import dev.keapsink.record.SinkRecord;
import dev.keapsink.resilience.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The contacts of the account, written through v1, whose upsert tells created from updated. {@link MatchRule} says
 * which contacts are the same. A contact without an e-mail address has no safe upsert, so each create of one follows a
 * search. Threadsafe.
 */
public final class Contacts implements KeapObject {

    private final ContactMapper mapper;
    private final ContactWriter writer;
    private final ContactResolver resolver;

    /**
     * @param context has the companies among the parents
     */
    public Contacts(ObjectContext context, ContactSettings settings) {
        KeapClient keap = context.keap();
        Duration timeout = context.timeout();
        ContactMapping mapping = settings.mapping();
        KeapObject companies = Objects.requireNonNull(context.parents().get(ObjectType.COMPANIES), "companies");
        boolean createsMissing = context.createMissing().test(ObjectType.COMPANIES);
        this.mapper = new ContactMapper(
                settings.match(), mapping, (name, value) -> companies.reference(name, value, createsMissing));
        this.writer = new ContactWriter(
                keap, new ContactWriter.Rules(settings.match(), mapping.encoding(), mapping.conventions()), timeout);
        this.resolver = new ContactResolver(
                ContactLists.of(keap, mapping, timeout, context.clock()),
                settings.contactType(),
                mapping.customFields().keySet());
    }

    @Override
    public ObjectType type() {
        return ObjectType.CONTACTS;
    }

    @Override
    public boolean isTagged() {
        return true;
    }

    @Override
    public Resend resend() {
        return Resend.AT_ONCE;
    }

    @Override
    public List<String> referenceNames() {
        return List.of(ContactReference.EMAIL, ContactReference.KEY);
    }

    @Override
    public Reference.ByKey reference(String name, JsonNode value, boolean createMissing) {
        return ContactReference.of(name, value, createMissing);
    }

    @Override
    public Checked<MappingResult> map(SinkRecord.Row row) {
        return mapper.map(row);
    }

    @Override
    public List<AccountList<?>> lists() {
        return resolver.lists();
    }

    @Override
    public void verify(Deadline deadline) {
        resolver.verify(deadline);
    }

    @Override
    public Optional<ResolvedChange> resolve(
            MappingResult.Wanted wanted, boolean old, Certainty certainty, Findings findings) {
        return resolver.resolve(wanted, old, certainty, findings);
    }

    @Override
    public ObjectNode request(Change change) {
        return writer.request(change);
    }

    @Override
    public int searches(Change change) {
        return writer.searches(change);
    }

    @Override
    public Optional<ExistingObject> find(Change change, Deadline deadline) {
        return writer.find(change, deadline);
    }

    @Override
    public Saved create(Change change, Deadline deadline) {
        return writer.create(change, deadline);
    }

    @Override
    public Optional<Saved> update(ExistingObject found, Change change, Deadline deadline) {
        return writer.update(found, change, deadline);
    }

    @Override
    public Optional<Saved> update(KnownObject known, Change change, Deadline deadline) {
        return writer.update(known, change, deadline);
    }

    @Override
    public void delete(long id, Change change, Deadline deadline) {
        writer.delete(id, deadline);
    }

    @Override
    public void recheck(Change refused, Deadline deadline) {
        resolver.recheck(refused, deadline);
    }
}
