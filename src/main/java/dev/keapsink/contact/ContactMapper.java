package dev.keapsink.contact;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.contact.ContactMapping.Suppression;
import dev.keapsink.field.Field;
import dev.keapsink.field.FieldType;
import dev.keapsink.field.RecordReader;
import dev.keapsink.field.Unresolved;
import dev.keapsink.field.Unwritten;
import dev.keapsink.field.Value;
import dev.keapsink.object.Change;
import dev.keapsink.object.Key;
import dev.keapsink.object.MappingResult;
import dev.keapsink.object.RecordMapper;
import dev.keapsink.object.Reference;
import dev.keapsink.record.Checked;
import dev.keapsink.record.Faults;
import dev.keapsink.record.InvalidValue;
import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.record.Reason;
import dev.keapsink.record.SinkRecord;
import dev.keapsink.record.SinkRecord.Operation;
import dev.keapsink.record.TagTexts;
import dev.keapsink.value.Fillers;
import dev.keapsink.value.Texts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Maps records to changes of contacts. Makes no call. Threadsafe. */
public final class ContactMapper {

    private static final List<String> CONTACT_TYPE = List.of("contacttype");

    /** Fields that a delete uses only to tell which phone a number reaches. */
    private static final List<Field> PHONE_CONTEXT =
            List.of(ContactFields.BILLING_COUNTRY, ContactFields.PHONE1_EXTENSION);

    private final MatchRule matchRule;
    private final ContactMapping mapping;
    private final CompanyReference.Companies companies;
    private final RecordMapper recordMapper;

    /** A mapper whose changes create no missing company. */
    public ContactMapper(MatchRule matchRule, ContactMapping mapping) {
        this(matchRule, mapping, CompanyReference.Companies.EXISTING);
    }

    ContactMapper(MatchRule matchRule, ContactMapping mapping, CompanyReference.Companies companies) {
        this.matchRule = matchRule;
        this.mapping = mapping;
        this.companies = companies;
        this.recordMapper = new RecordMapper(
                mapping.values(),
                mapping.sources(),
                () -> ContactNames.ALL,
                columns -> new ContactLayout(columns, mapping.values()),
                List.of(ContactFields.EMAIL1, ContactFields.PHONE1));
    }

    /** Maps a record to a change, or says why it cannot. */
    public Checked<MappingResult> map(SinkRecord.Row row) {
        return recordMapper.map(row, (operation, record, faults) -> switch (operation) {
            case DELETE -> delete(row, record, faults);
            case UPSERT -> upsert(row, record, faults);
        });
    }

    /** A delete writes no value, so only the fields that identify the contact have to be valid. */
    private MappingResult delete(SinkRecord.Row row, RecordReader record, Faults faults) {
        SortedMap<Field, Value> fields = record.fields(RecordKey.FIELDS);
        for (Field field : PHONE_CONTEXT) {
            record.perhaps(field).ifPresent(value -> fields.put(field, value));
        }
        RecordTags tags = RecordTags.of(row, record, mapping.tags(), new Faults());
        Key key = RecordKey.of(row, fields, matchRule.key(fields, mapping.conventions()), record, faults);
        if (ContactKeys.lacksNames(key)) {
            throw new InvalidValue(
                    RecordKey.none("Contacts are matched by address and both names, and this delete has no name."));
        }
        Change change = new Change(
                key,
                Operation.DELETE,
                row.header().version(),
                fields,
                tags.ids(),
                row.header().key());
        return new MappingResult.Wanted(change, new Unresolved(List.of(), tags.named()), Unwritten.NOTHING);
    }

    private MappingResult upsert(SinkRecord.Row row, RecordReader record, Faults faults) {
        List<Suppression> suppressions = mapping.consent().suppressions().stream()
                .filter(suppression ->
                        faults.reading(() -> record.saysYes(suppression.when())).orElse(false))
                .toList();
        if (suppressions.stream().anyMatch(Suppression::ofRecord)) {
            faults.check();
            return new MappingResult.Suppressed();
        }
        SortedMap<Field, Value> fields = record.fields(kept(record, suppressions));
        if (!mayBeMailed(record, faults)) {
            fields.remove(ContactFields.OPT_IN_REASON);
        }
        checkRegions(fields, faults);
        SortedMap<Field, Reference> references = CompanyReference.taken(fields, companies, faults);
        RecordTags tags = RecordTags.of(row, record, mapping.tags(), faults);
        faults.checking(() -> TagTexts.checkNumber(tags.count()));
        faults.reading(() -> contactType(row, record))
                .flatMap(found -> found)
                .ifPresent(type -> fields.put(ContactFields.CONTACT_TYPE, ContactTypes.value(type)));
        Key key = RecordKey.of(row, fields, matchRule.key(fields, mapping.conventions()), record, faults);
        Change change = new Change(
                key,
                Operation.UPSERT,
                row.header().version(),
                fields,
                references,
                tags.ids(),
                row.header().key());
        return new MappingResult.Wanted(
                change, new Unresolved(record.customFields(), tags.named()), record.unwritten());
    }

    private boolean mayBeMailed(RecordReader record, Faults faults) {
        return mapping.consent()
                .toMail()
                .map(consent -> faults.reading(() -> record.saysYes(consent)).orElse(false))
                .orElse(true);
    }

    /** The fields that no suppression drops. A dropped field is not read, so it cannot reject the record. */
    private static List<Field> kept(RecordReader record, List<Suppression> suppressions) {
        if (suppressions.isEmpty()) {
            return ContactFields.values();
        }
        Set<Field> dropped = suppressions.stream()
                .flatMap(suppression -> suppression.fields().stream())
                .collect(Collectors.toSet());
        record.drop(dropped);
        return ContactFields.values().stream()
                .filter(field -> !dropped.contains(field))
                .toList();
    }

    /** Keap refuses a region without its country. */
    private static void checkRegions(Map<Field, Value> fields, Faults faults) {
        fields.forEach((region, value) -> {
            if (region.label().endsWith("region") && !value.isClearing()) {
                String country = region.label().replace("region", "country");
                Value there = fields.get(ContactFields.named(country));
                if ((there == null || there.isClearing()) && !faults.isIn(country)) {
                    faults.add(new Rejected(
                            Reason.INVALID_VALUE,
                            region.label(),
                            "needs a country beside it; if all records are of one country, give the field %s a value in KEAP_SINK_MAPPING"
                                    .formatted(country)));
                }
            }
        });
    }

    private Optional<String> contactType(SinkRecord.Row row, RecordReader record) {
        Optional<String> mapped = mapping.contactType().map(record::of).flatMap(json -> text(json, record));
        Optional<String> named = text(record.named(CONTACT_TYPE), record);
        return Stream.of(
                        Optional.ofNullable(row.header().contactType()),
                        mapped,
                        named,
                        Optional.ofNullable(row.defaults().contactType()))
                .flatMap(Optional::stream)
                .filter(type -> !Fillers.isTechnical(type))
                .findFirst();
    }

    /** A contact type may be called None, but not null. */
    private static Optional<String> text(JsonNode json, RecordReader record) {
        if (Fillers.isTechnical(json) || (json.isBoolean() && !json.booleanValue())) {
            record.leaveOut("contact_type", FieldType.FILLER);
            return Optional.empty();
        }
        return Texts.isBlank(json) ? Optional.empty() : Optional.of(Texts.of("contact_type", json));
    }
}
