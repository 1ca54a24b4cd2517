package dev.keapsink.company;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.keapsink.field.Field;
import dev.keapsink.field.Value;
import dev.keapsink.keap.ApiCall;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.mapping.WriteOptions.Write;
import dev.keapsink.object.Change;
import dev.keapsink.object.DocumentObject;
import dev.keapsink.object.ExistingObject;
import dev.keapsink.object.Key;
import dev.keapsink.object.ObjectContext;
import dev.keapsink.object.RecentlyCreated;
import dev.keapsink.object.Reference;
import dev.keapsink.object.Saved;
import dev.keapsink.object.TableMapper;
import dev.keapsink.object.TextFilter;
import dev.keapsink.record.InvalidValue;
import dev.keapsink.record.ObjectType;
import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.record.Reason;
import dev.keapsink.record.SinkRecord;
import dev.keapsink.record.SinkRecord.Operation;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.text.Blanks;
import dev.keapsink.value.Texts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The companies of the account. A company is identified by the key of its record, else by its exact name. One that a
 * person has made, and that has no key yet, is taken over by the first record of its name. Threadsafe.
 */
public final class Companies extends DocumentObject {

    private static final String NAME = "name";

    /** All fields that a change can write; the list shows only some of them otherwise. */
    private static final String SHOWN =
            "address,custom_fields,email_address,fax_number,notes,phone_number,website,owner_id,job_title,contact_type";

    /** The same for a single company, which shows the others anyway. */
    private static final String SHOWN_ALONE =
            "address,custom_fields,email_address,fax_number,notes,phone_number,website";

    /** Several companies may have similar names, and the filter finds parts of names. */
    private static final int PAGE_SIZE = 200;

    /** The slots that v2 names beside an address or number. */
    private static final Map<String, String> SLOTS =
            Map.of("email_address", "EMAIL1", "phone_number", "PHONE1", "fax_number", "FAX1", "address", "BILLING");

    /** Whether Keap has listed companies before. A later refusal can then be the fault of one record. */
    private volatile boolean isListed;

    private final RecentlyCreated recent;

    public Companies(ObjectContext context) {
        super(
                new Declaration(
                        ObjectType.COMPANIES,
                        CompanyFields.ALL,
                        List.of(),
                        Optional.of(new ApiCall<>(CompanyApi.class, CompanyApi::model)),
                        false),
                context,
                new KeyOrName(),
                List.of());
        this.recent = new RecentlyCreated(context.clock());
    }

    /** Records refer to a company by its name, too, even if its own record has a key. */
    private static final class KeyOrName implements TableMapper.Rule {

        @Override
        public Key key(SinkRecord.Row row, Map<Field, Value> values, Map<Field, Reference> references) {
            String key = row.header().key();
            return key == null
                    ? name(values)
                            .orElseThrow(() -> new InvalidValue(new Rejected(
                                    Reason.NO_MATCH_KEY,
                                    CompanyFields.NAME.label(),
                                    "The record has neither a key nor a name (company_name).")))
                    : new Key(ObjectType.COMPANIES, Key.By.SOURCE_KEY, List.of(key));
        }

        @Override
        public @Nullable Key otherKey(Key key, Map<Field, Value> values) {
            return name(values).filter(name -> !name.equals(key)).orElse(null);
        }

        private static Optional<Key> name(Map<Field, Value> values) {
            return Optional.ofNullable(values.get(CompanyFields.NAME))
                    .filter(name -> !name.isClearing())
                    .map(name -> byName(name.text()));
        }
    }

    private static Key byName(String name) {
        return new Key(ObjectType.COMPANIES, Key.By.NAME, List.of(name));
    }

    @Override
    public List<String> referenceNames() {
        return List.of(NAME, "key");
    }

    @Override
    public Reference.ByKey reference(String name, JsonNode value, boolean createMissing) {
        if (!name.equals(NAME)) {
            return super.reference(name, value, createMissing);
        }
        String text = Texts.of("company", value);
        Key key = byName(text);
        return new Reference.ByKey(key, createMissing ? Optional.of(creation(key, text, value)) : Optional.empty());
    }

    /** The change fills an empty company only: one that exists is not changed. */
    private static Change creation(Key key, String name, JsonNode origin) {
        SortedMap<Field, Value> values = new TreeMap<>();
        values.put(CompanyFields.NAME, new Value(new TextNode(name), Write.FILL, origin, false));
        return new Change(key, Operation.UPSERT, null, values, Set.of(), null);
    }

    @Override
    public int searches(Change change) {
        return super.searches(change) + (name(change).isPresent() ? 1 : 0);
    }

    @Override
    public Optional<ExistingObject> find(Change change, Deadline deadline) {
        return super.find(change, deadline)
                .or(() -> name(change).flatMap(name -> only(named(name, change, deadline))))
                .or(() -> name(change).flatMap(name -> justCreated(name, change, deadline)));
    }

    private Optional<ExistingObject> justCreated(String name, Change change, Deadline deadline) {
        return recent.id(name)
                .flatMap(id -> calls().get(id, read(id, change), deadline))
                .filter(company -> isFree(company.document(), change) && hasName(company.document(), name));
    }

    @Override
    protected void created(long id, Change change, ObjectNode reply) {
        name(change).ifPresent(name -> recent.put(name, id));
    }

    /**
     * The companies of a name.
     *
     * @throws KeapFailure.Misconfigured if Keap refuses the first list of all, as an edition without companies does
     */
    private List<ExistingObject> named(String name, Change change, Deadline deadline) {
        try {
            List<ExistingObject> found = found(
                    TextFilter.of("company_name", "name", name),
                    change,
                    document -> isFree(document, change) && hasName(document, name),
                    deadline);
            isListed = true;
            return found;
        } catch (KeapFailure.Forbidden e) {
            throw isListed || !e.fromKeap() ? e : refused(e);
        } catch (KeapFailure.NotFound e) {
            throw isListed ? e : refused(e);
        }
    }

    private static KeapFailure refused(KeapFailure refusal) {
        return new KeapFailure.Misconfigured(
                ("%s; or name the column of the company in \"ignore\" of KEAP_SINK_MAPPING, and contacts are written"
                                + " without their company")
                        .formatted(refusal.getMessage()),
                ObjectType.COMPANIES);
    }

    /** A company of the name that has another record's key is another company. */
    private boolean isFree(ObjectNode document, Change change) {
        return change.key().by() == Key.By.NAME || keyField().content(document).isEmpty();
    }

    private static boolean hasName(ObjectNode document, String name) {
        return Blanks.strip(document.path("company_name").asText()).equals(name);
    }

    private static Optional<String> name(Change change) {
        return change.key().by() == Key.By.NAME
                ? Optional.of(change.key().parts().getFirst())
                : change.text(CompanyFields.NAME).filter(name -> !name.isEmpty() && !change.isDelete());
    }

    @Override
    public Saved create(Change change, Deadline deadline) {
        if (change.text(CompanyFields.NAME).filter(name -> !name.isEmpty()).isEmpty()) {
            throw new InvalidValue(CompanyFields.NAME.label(), "is missing, and Keap has no such company yet");
        }
        return super.create(change, deadline);
    }

    @Override
    protected void complete(ObjectNode body, Change change) {
        SLOTS.forEach((part, slot) -> {
            if (body.path(part) instanceof ObjectNode object) {
                object.put("field", slot);
            }
        });
    }

    @Override
    protected ApiCall<CompanyApi> search(String filter, @Nullable String page, Change change) {
        return new ApiCall<>(CompanyApi.class, api -> api.search(filter, SHOWN, PAGE_SIZE, page));
    }

    @Override
    protected ApiCall<CompanyApi> read(long id, Change change) {
        return new ApiCall<>(CompanyApi.class, api -> api.read(id, SHOWN_ALONE));
    }

    @Override
    protected ApiCall<CompanyApi> creation(Change change, ObjectNode body) {
        return new ApiCall<>(CompanyApi.class, api -> api.create(body));
    }

    @Override
    protected ApiCall<CompanyApi> update(ExistingObject target, Change change, ObjectNode body, String mask) {
        return new ApiCall<>(CompanyApi.class, api -> api.update(target.id(), mask, body));
    }

    @Override
    protected ApiCall<CompanyApi> deletion(long id, Change change) {
        return new ApiCall<>(CompanyApi.class, api -> api.delete(id));
    }
}
