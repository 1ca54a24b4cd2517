package dev.keapsink.tools.records;

import dev.keapsink.app.StreamsSetting;
import dev.keapsink.contact.ContactMapper;
import dev.keapsink.contact.ContactMapping;
import dev.keapsink.contact.ContactMappingReader;
import dev.keapsink.contact.MatchRule;
import dev.keapsink.mapping.MappingError;
import dev.keapsink.record.Streams;
import dev.keapsink.tools.common.Variables;
import dev.keapsink.value.Conventions;
import dev.keapsink.value.Countries;
import dev.keapsink.value.DateOrder;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The mapping that the function uses, if this command can know it.
 *
 * @param mapper the function's own mapper with the mapping; empty if the mapping is not known
 * @param note a sentence on why the mapping is not known; empty if it is known
 * @param customFields whether the account may have custom fields
 * @param reading the way in which a mapping is read here, and its present document
 * @param streams the streams that the function writes
 */
public record MappingInEffect(
        Optional<ContactMapper> mapper,
        Optional<String> note,
        Columns.CustomFields customFields,
        Reading reading,
        Streams streams) {
    private static final String MAPPING = "KEAP_SINK_MAPPING";
    private static final String PARAMETER = "ssm:";

    /**
     * The settings with which the function reads a mapping.
     *
     * @param document the present mapping; empty without one
     */
    record Reading(MatchRule matchRule, Conventions conventions, Optional<String> document) {
        private static final Reading NONE = new Reading(MatchRule.EMAIL, Conventions.NONE, Optional.empty());

        /**
         * Returns the function's mapper with a mapping.
         *
         * @throws MappingError if the document is no mapping
         */
        ContactMapper with(String mapping) {
            return new ContactMapper(matchRule, ContactMappingReader.read(mapping, conventions));
        }

        private ContactMapper mapper() {
            return document.map(this::with)
                    .orElseGet(() -> new ContactMapper(matchRule, ContactMapping.AUTOMATIC.reading(conventions)));
        }
    }

    /** Returns the mapping for the simulated account, which has no custom fields but those that the mapping names. */
    public static MappingInEffect ofSimulator(Map<String, String> settings) {
        MappingInEffect mapping = of(settings);
        return new MappingInEffect(
                mapping.mapper, mapping.note, Columns.CustomFields.NONE, mapping.reading, mapping.streams);
    }

    /** Returns the mapping of a function with these variables. */
    public static MappingInEffect of(Map<String, String> environment) {
        Optional<String> setting = Variables.secret(environment, MAPPING);
        if (setting.filter(text -> text.startsWith(PARAMETER)).isPresent()) {
            return unknown(MAPPING + " is in Parameter Store, so columns without a place are not listed.");
        }
        try {
            Reading reading = new Reading(matchRule(environment), conventions(environment), setting);
            return new MappingInEffect(
                    Optional.of(reading.mapper()),
                    Optional.empty(),
                    Columns.CustomFields.UNKNOWN,
                    reading,
                    StreamsSetting.streams(environment));
        } catch (MappingError e) {
            // The error's message may quote a secret of the mapping. ./run check reports it without secrets.
            return unknown(MAPPING + " cannot be read, so columns without a place are not listed.");
        }
    }

    private static MappingInEffect unknown(String why) {
        return new MappingInEffect(
                Optional.empty(), Optional.of(why), Columns.CustomFields.UNKNOWN, Reading.NONE, Streams.DEFAULT);
    }

    private static MatchRule matchRule(Map<String, String> environment) {
        return choice(environment, "KEAP_SINK_DUPLICATE_OPTION", MatchRule.values(), MatchRule::duplicateOption)
                .orElse(MatchRule.EMAIL);
    }

    private static Conventions conventions(Map<String, String> environment) {
        return new Conventions(
                Variables.secret(environment, "KEAP_SINK_COUNTRY").flatMap(Countries::ofSetting),
                choice(environment, "KEAP_SINK_DATE_ORDER", DateOrder.values(), DateOrder::name));
    }

    /** Returns empty for a wrong value. The function refuses it, and says which values are allowed. */
    private static <T> Optional<T> choice(
            Map<String, String> environment, String variable, T[] choices, Function<T, String> name) {
        String text = Variables.secret(environment, variable).orElse("");
        return Arrays.stream(choices)
                .filter(choice -> name.apply(choice).equalsIgnoreCase(text))
                .findFirst();
    }
}
