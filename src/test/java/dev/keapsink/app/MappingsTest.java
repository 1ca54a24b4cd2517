package dev.keapsink.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keapsink.field.Field;
import dev.keapsink.field.FieldPath;
import dev.keapsink.field.FieldTable;
import dev.keapsink.field.FieldType;
import dev.keapsink.field.MappingReader.Terms;
import dev.keapsink.mapping.MappingError;
import dev.keapsink.object.ReferenceOptions;
import dev.keapsink.record.ObjectType;
import dev.keapsink.value.Conventions;
import dev.keapsink.value.DateOrder;
import dev.keapsink.value.Encoding;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One document maps every stream. Quotation marks are single. */
class MappingsTest {

    private static final Set<ObjectType> WRITTEN =
            EnumSet.of(ObjectType.CONTACTS, ObjectType.NOTES, ObjectType.TASKS, ObjectType.PRODUCTS);

    private static final Conventions CONVENTIONS = new Conventions(Optional.of("US"), Optional.of(DateOrder.MDY));

    private static Mappings read(String document, Set<ObjectType> written) {
        return Mappings.read(
                document.replace('\'', '"'), new Mappings.Reading(CONVENTIONS, written, MappingsTest::terms));
    }

    private static Mappings read(String document) {
        return read(document, WRITTEN);
    }

    private static Terms terms(ObjectType type) {
        Field title = new Field(0, "title", FieldType.TEXT, 100, new FieldPath.Property("title"));
        Set<String> parts = Stream.concat(
                        ReferenceOptions.parts(type).stream(),
                        type == ObjectType.PRODUCTS ? Stream.empty() : Stream.of("custom_fields"))
                .collect(Collectors.toSet());
        return new Terms("a " + type.noun(), new FieldTable(List.of(title)), parts, Set.of(), name -> Optional.empty());
    }

    @Test
    void aStreamHasItsOwnPart() {
        Mappings mappings = read(
                "{'fields':{'email1':'mail'},'notes':{'fields':{'title':'subject'},'custom_fields':{'Mood':'mood'}}}");

        assertThat(mappings.of(ObjectType.NOTES).values().fields().keySet())
                .extracting(Field::label)
                .containsExactly("title");
        assertThat(mappings.of(ObjectType.NOTES).values().automatic()).isFalse();
        assertThat(mappings.of(ObjectType.NOTES).values().sources()).containsExactlyInAnyOrder("subject", "mood");
        assertThat(mappings.contacts().values().automatic()).isFalse();
    }

    @Test
    void aStreamWithoutAPartIsMappedByTheNamesOfItsFields() {
        Mappings mappings = read("{'fields':{'email1':'mail'},'write':'fill'}");

        assertThat(mappings.of(ObjectType.NOTES).values().automatic()).isTrue();
        assertThat(mappings.of(ObjectType.NOTES).values().otherwise())
                .isNotEqualTo(mappings.contacts().values().otherwise());
        assertThat(mappings.of(ObjectType.NOTES).values().conventions()).isEqualTo(CONVENTIONS);
    }

    @Test
    void aPartWithoutFieldsLeavesThemToTheirNames() {
        Mappings mappings = read("{'notes':{'op':'verb'}}");

        assertThat(mappings.of(ObjectType.NOTES).values().automatic()).isTrue();
        assertThat(mappings.of(ObjectType.NOTES).values().operation().from()).isPresent();
        assertThat(mappings.contacts().values().automatic())
                .as("nothing is said of contacts")
                .isTrue();
    }

    @Test
    void theEncodingCountsForEveryStreamThatHasNoOther() {
        Mappings mappings =
                read("{'encoding':{'yes_no':'text','date':'date'},'notes':{'encoding':{'date':'date_time'}}}");

        assertThat(mappings.of(ObjectType.TASKS).values().encoding().yesNo()).isEqualTo(Encoding.YesNo.TEXT);
        assertThat(mappings.of(ObjectType.NOTES).values().encoding().yesNo()).isEqualTo(Encoding.YesNo.TEXT);
        assertThat(mappings.of(ObjectType.NOTES).values().encoding().date()).isEqualTo(Encoding.Date.DATE_TIME);
    }

    @Test
    void aContactIsNotMadeForItsNoteUnlessTheMappingSaysSo() {
        assertThat(read("{'automatic':true}").of(ObjectType.NOTES).references().createsMissing(ObjectType.CONTACTS))
                .isFalse();
        assertThat(read("{'notes':{'contact':{'create_missing':true}}}")
                        .of(ObjectType.NOTES)
                        .references()
                        .createsMissing(ObjectType.CONTACTS))
                .isTrue();
    }

    @Test
    void aCompanyIsMadeForItsContactUnlessTheMappingSaysNo() {
        assertThat(read("{'automatic':true,'company':{}}").contacts().references())
                .isEqualTo(ReferenceOptions.byDefault(ObjectType.CONTACTS))
                .isEqualTo(new ReferenceOptions(Set.of(ObjectType.COMPANIES)));
        assertThat(read("{'automatic':true,'company':{'create_missing':false}}")
                        .contacts()
                        .references())
                .isEqualTo(new ReferenceOptions(Set.of()));
    }

    @Test
    void aStreamMayHaveFurtherNames() {
        assertThat(read("{'streams':{'CRM_Leads':'contacts','calls':'Notes'}}").names())
                .isEqualTo(Map.of("crm_leads", ObjectType.CONTACTS, "calls", ObjectType.NOTES));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'notes':{'fields':{'titel':'x'}}} | notes.fields.titel is no field of a note; did you mean title?",
                "{'notes':{'fields':[]}} | notes.fields must be an object",
                "{'notes':7} | notes must be an object",
                "{'notes':{'tags':[1]}} | notes.tags means nothing; allowed here are automatic, contact, custom_fields, empty, encoding, fields, ignore, op, too_long, write",
                "{'notes':{'contact':{'make':true}}} | notes.contact.make means nothing; allowed here are create_missing",
                "{'notes':{'contact':{'create_missing':'yes'}}} | notes.contact.create_missing must be true or false",
                "{'notes':{'contact':true}} | notes.contact must be an object",
                "{'notes':{'ignore':['x'],'fields':{'title':'x'}}} | notes.ignore names \"x\", which another entry writes",
                "{'products':{'custom_fields':{}}} | products.custom_fields means nothing",
                "{'orders':{}} | orders is about orders, but KEAP_SINK_STREAMS does not name them",
                "{'contacts':{'automatic':true}} | contacts is no part of the document: the mapping of contacts stands at its top",
                "{'note':{}} | note means nothing; allowed here are automatic, companies, company, custom_fields,",
                "{'automatic':true,'company':{'create_missing':1}} | company.create_missing must be true or false",
                "{'streams':{'x':'note'}} | streams.x must be the name of a stream: companies, products, contacts,",
                "{'streams':{'x':'note'}} | notes, tasks, files (did you mean \"notes\"?)",
                "{'streams':{'x':'orders'}} | streams.x is about orders, but KEAP_SINK_STREAMS does not name them",
                "{'streams':{'Orders':'notes'}} | streams.Orders is no further name: it is blank, or a stream's own name",
                "{'streams':{'':'notes'}} | is no further name",
                "{'streams':{'x':'notes','X':'tasks'}} | streams.X is there twice, in other letter case",
                "{'streams':['x']} | streams must be an object"
            })
    void namesWhatIsWrong(String document, String complaint) {
        assertThatThrownBy(() -> read(document))
                .isInstanceOf(MappingError.class)
                .hasMessageContaining(complaint);
    }

    @Test
    void theNamesOfCompaniesAreKnown() {
        Mappings.Reading reading = new Mappings.Reading(CONVENTIONS, EnumSet.of(ObjectType.COMPANIES), Vocabulary::of);

        assertThat(Mappings.read("{\"companies\":{\"fields\":{\"company_name\":\"firm\"}}}", reading)
                        .of(ObjectType.COMPANIES)
                        .values()
                        .sources())
                .containsExactly("firm");
        assertThatThrownBy(() -> Mappings.read("{\"companies\":{\"fields\":{\"city\":\"town\"}}}", reading))
                .hasMessage("companies.fields.city is no field of a company; did you mean locality?");
    }

    @Test
    void contactsThatAreNotWrittenAreNotMapped() {
        Set<ObjectType> notes = Set.of(ObjectType.NOTES);

        assertThatThrownBy(() -> read("{'fields':{'email1':'mail'},'notes':{}}", notes))
                .hasMessage("fields is about contacts, but KEAP_SINK_STREAMS does not name them");
        assertThat(read("{'encoding':{'yes_no':'text'},'notes':{}}", notes)
                        .of(ObjectType.NOTES)
                        .values()
                        .encoding()
                        .yesNo())
                .isEqualTo(Encoding.YesNo.TEXT);
    }
}
