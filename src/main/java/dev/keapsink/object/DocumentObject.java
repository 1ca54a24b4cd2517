package dev.keapsink.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.keap.ApiCall;
import dev.keapsink.record.Outcome.Effect;
import dev.keapsink.resilience.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An object of v2 whose writes carry a JSON document. A subclass names the requests. Threadsafe.
 *
 * <p>v2 replaces lists and nested objects as a whole. An update that touches one is therefore merged with the object as
 * it is.
 */
public abstract class DocumentObject extends TableObject {

    /** How far Keap's clock may be behind ours. */
    private static final Duration CLOCKS_APART = Duration.ofMinutes(5);

    /**
     * An object of this table.
     *
     * @param rule makes the key of a record
     * @param names resolve names in records by the account's lists
     */
    protected DocumentObject(
            Declaration declaration, ObjectContext context, TableMapper.Rule rule, List<NameResolver> names) {
        super(declaration, context, rule, names);
    }

    /**
     * A request for the objects that a filter finds, with all fields that a change can write.
     *
     * @param page the token of a further page; null for the first one
     */
    protected abstract ApiCall<?> search(String filter, @Nullable String page, Change change);

    /** A request for one object, with all fields that a change can write. */
    protected abstract ApiCall<?> read(long id, Change change);

    /** A request that creates an object. */
    protected abstract ApiCall<?> creation(Change change, ObjectNode body);

    /**
     * A request that changes an object.
     *
     * @param target the object, whose document is empty if it was not read
     * @param mask the names of the body's properties, which alone are changed, with commas
     */
    protected abstract ApiCall<?> update(ExistingObject target, Change change, ObjectNode body, String mask);

    /** A request that deletes an object. */
    protected abstract ApiCall<?> deletion(long id, Change change);

    /** The document of a reply in the form in which its fields are written. It may be changed in place. */
    protected ObjectNode asWritten(ObjectNode document) {
        return document;
    }

    /** Puts the id of an object that a document shows as a whole under the name by which it is written. */
    protected static void flattenId(ObjectNode document, String shown, String written) {
        JsonNode id = document.path(shown).path("id");
        if (!id.isMissingNode()) {
            document.set(written, id);
        }
    }

    /** Takes note of the reply to a create. */
    protected void created(long id, Change change, ObjectNode reply) {}

    /**
     * The filter for the objects that a create of this change may have made, where no object has a key; empty if Keap's
     * list has none that is narrow enough.
     *
     * @param since the time before which none was made
     */
    protected Optional<String> madeSince(Change change, Instant since) {
        return Optional.empty();
    }

    @Override
    public int searches(Change change) {
        return change.key().by() == Key.By.SOURCE_KEY && keyField().known().isPresent() ? 1 : 0;
    }

    @Override
    public Optional<ExistingObject> find(Change change, Deadline deadline) {
        return change.key().by() == Key.By.SOURCE_KEY
                ? keyField()
                        .filter(change.key())
                        .map(filter ->
                                found(filter, change, document -> keyField().isIn(document, change.key()), deadline))
                        .flatMap(this::only)
                : Optional.empty();
    }

    /** Without a field for keys, an object that has all of the change's values counts as the one. */
    @Override
    public Optional<ExistingObject> findCreated(Change change, Instant since, Deadline deadline) {
        return searches(change) > 0 || change.isDelete()
                ? find(change, deadline)
                : likeThis(change, since.minus(CLOCKS_APART).truncatedTo(ChronoUnit.SECONDS), deadline);
    }

    private Optional<ExistingObject> likeThis(Change change, Instant since, Deadline deadline) {
        return madeSince(change, since)
                .map(filter -> found(
                        filter,
                        change,
                        document -> isLike(document, change) && !new ExistingDocument(document).isOlderThan(since),
                        deadline))
                .flatMap(this::only);
    }

    /** Whether an object has all values of a change that Keap shows. */
    protected boolean isLike(ObjectNode document, Change change) {
        return new ExistingDocument(document).has(body(change));
    }

    /** The objects that a filter finds and that match exactly. */
    protected final List<ExistingObject> found(
            String filter, Change change, Predicate<ObjectNode> isMatch, Deadline deadline) {
        return calls().all(change.key(), page -> search(filter, page, change), deadline).stream()
                .map(object -> new ExistingObject(object.id(), asWritten(object.document())))
                .filter(object -> isMatch.test(object.document()))
                .toList();
    }

    @Override
    public Saved create(Change change, Deadline deadline) {
        ObjectNode body = body(change);
        if (change.key().by() == Key.By.SOURCE_KEY) {
            keyField().put(body, change.key());
        }
        ObjectNode reply = calls().created(change.key(), creation(change, body), deadline);
        long id = reply.path("id").asLong();
        created(id, change, reply);
        return new Saved(id, Effect.CREATED);
    }

    @Override
    public Optional<Saved> update(ExistingObject found, Change change, Deadline deadline) {
        ExistingDocument there = new ExistingDocument(found.document());
        Change left = there.left(change);
        ObjectNode body = body(left);
        if (change.key().by() == Key.By.SOURCE_KEY
                && keyField().content(found.document()).isEmpty()) {
            keyField().put(body, change.key());
        }
        ObjectNode merged = there.merged(body);
        if (there.has(merged)) {
            return Optional.of(new Saved(found.id(), Effect.UNCHANGED));
        }
        return updated(found, change, merged, deadline);
    }

    @Override
    public Optional<Saved> update(KnownObject known, Change change, Deadline deadline) {
        ObjectNode body = body(change);
        if (ExistingDocument.needsMerging(body)) {
            return calls().get(known.id(), read(known.id(), change), deadline)
                    .map(found -> new ExistingObject(found.id(), asWritten(found.document())))
                    .flatMap(found -> update(found, change, deadline));
        }
        return body.isEmpty()
                ? Optional.of(new Saved(known.id(), Effect.UNCHANGED))
                : updated(
                        new ExistingObject(known.id(), JsonNodeFactory.instance.objectNode()), change, body, deadline);
    }

    private Optional<Saved> updated(ExistingObject target, Change change, ObjectNode body, Deadline deadline) {
        String mask = body.propertyStream().map(Map.Entry::getKey).collect(Collectors.joining(","));
        return calls().isUpdated(change.key(), update(target, change, body, mask), deadline)
                ? Optional.of(new Saved(target.id(), Effect.UPDATED))
                : Optional.empty();
    }

    @Override
    public void delete(long id, Change change, Deadline deadline) {
        calls().delete(id, deletion(id, change), deadline);
    }
}
