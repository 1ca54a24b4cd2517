package dev.keapsink.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.field.Body;
import dev.keapsink.field.CustomField;
import dev.keapsink.field.CustomFieldValues;
import dev.keapsink.field.CustomFields;
import dev.keapsink.field.FieldNames;
import dev.keapsink.keap.AccountList;
import dev.keapsink.keap.ApiCall;
import dev.keapsink.record.Checked;
import dev.keapsink.record.InvalidValue;
import dev.keapsink.record.ObjectType;
import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.record.Reason;
import dev.keapsink.record.SinkRecord;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.value.Texts;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An object of v2 that a table of fields describes. It has neither tags nor an upsert: its own key in Keap keeps it from
 * being created twice. A subclass names the fields, the key and the calls. Threadsafe.
 */
public abstract class TableObject implements KeapObject {

    private final Declaration declaration;
    private final ObjectContext context;
    private final TableMapper mapper;
    private final TableResolver resolver;
    private final ObjectCalls calls;
    private final KeyField keyField;

    /**
     * The table of one type of object.
     *
     * @param fields Keap's own fields with their names
     * @param parents the objects that records can refer to
     * @param model the request that reads the model of the custom fields; empty if the type has none
     * @param isKeyFieldNeeded whether only the key field, or a ledger, tells that a record was written before
     */
    public record Declaration(
            ObjectType type,
            FieldNames fields,
            List<Parent> parents,
            Optional<ApiCall<?>> model,
            boolean isKeyFieldNeeded) {}

    /**
     * An object of this table.
     *
     * @param rule makes the key of a record
     * @param names resolve names in records by the account's lists
     */
    protected TableObject(
            Declaration declaration, ObjectContext context, TableMapper.Rule rule, List<NameResolver> names) {
        this.declaration = declaration;
        this.context = context;
        this.mapper = new TableMapper(
                declaration.fields(),
                context.mapping(),
                new ParentReader(declaration.parents(), context.parents(), context.createMissing()),
                rule);
        Optional<CustomFields> customFields = declaration
                .model()
                .map(model -> new CustomFields(
                        context.keap(), model, CustomField.Ids.TEXTS, context.timeout(), context.clock()));
        this.resolver = new TableResolver(
                declaration.type(),
                customFields.map(fields -> new CustomFieldValues(
                        fields,
                        context.mapping().encoding(),
                        context.mapping().conventions(),
                        context.mapping().customFields())),
                context.mapping().customFields().keySet(),
                names);
        this.calls = new ObjectCalls(context.keap(), declaration.type(), context.timeout());
        this.keyField = new KeyField(
                declaration.type(),
                customFields,
                context.keys().field(),
                declaration.isKeyFieldNeeded() && !context.keys().hasLedger());
    }

    /** Completes the body of a write, such as by the slots that Keap wants beside an address. */
    protected void complete(ObjectNode body, Change change) {}

    /** The calls about objects of this type. */
    protected final ObjectCalls calls() {
        return calls;
    }

    /** The field that holds a record's key. */
    protected final KeyField keyField() {
        return keyField;
    }

    @Override
    public final ObjectType type() {
        return declaration.type();
    }

    @Override
    public final boolean isTagged() {
        return false;
    }

    @Override
    public final Identity identity(Key key) {
        return KeyedTypes.areMadeHereAlone(type()) ? Identity.KEYED : Identity.SEARCH;
    }

    @Override
    public List<String> referenceNames() {
        return List.of("key");
    }

    @Override
    public Reference.ByKey reference(String name, JsonNode value, boolean createMissing) {
        return new Reference.ByKey(
                new Key(type(), Key.By.SOURCE_KEY, List.of(Texts.of(type().noun() + "_key", value))));
    }

    @Override
    public final Checked<MappingResult> map(SinkRecord.Row row) {
        return mapper.map(row);
    }

    @Override
    public List<AccountList<?>> lists() {
        return resolver.lists();
    }

    @Override
    public void verify(Deadline deadline) {
        keyField.verify(deadline);
        resolver.verify(deadline);
    }

    @Override
    public Optional<ResolvedChange> resolve(
            MappingResult.Wanted wanted, boolean old, Certainty certainty, Findings findings) {
        return resolver.resolve(wanted, certainty, findings);
    }

    @Override
    public final ObjectNode request(Change change) {
        ObjectNode request = Body.canonical(body(change), change.values());
        ObjectNode references = request.putObject("references");
        change.references().forEach((field, reference) -> references.put(field.label(), reference.text()));
        return request;
    }

    @Override
    public void prepareSearch(Key key, Deadline deadline) {
        if (key.by() == Key.By.SOURCE_KEY) {
            keyField.isThere(deadline);
        }
    }

    /**
     * The only one of the objects that match; empty if none does.
     *
     * @throws InvalidValue if several match
     */
    protected final Optional<ExistingObject> only(List<ExistingObject> found) {
        List<Long> ids = found.stream().map(ExistingObject::id).distinct().toList();
        if (ids.size() > 1) {
            throw new InvalidValue(new Rejected(
                    Reason.AMBIGUOUS_MATCH,
                    "key",
                    "%d %s in Keap match (ids %s); delete or correct all but one."
                            .formatted(
                                    ids.size(),
                                    type().stream(),
                                    ids.stream().map(String::valueOf).collect(Collectors.joining(", ")))));
        }
        return found.stream().findFirst();
    }

    /** The body of a write, whatever the object has already. */
    protected final ObjectNode body(Change change) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        Body.put(body, change.values(), context.mapping().encoding());
        complete(body, change);
        return body;
    }

    @Override
    public void recheck(Change refused, Deadline deadline) {
        resolver.recheck(refused, deadline);
    }
}
