package dev.keapsink.local;

import dev.keapsink.account.Variables;
import dev.keapsink.contact.ContactMapper;
import dev.keapsink.contact.ContactMapping;
import dev.keapsink.contact.ContactMappingReader;
import dev.keapsink.contact.MatchRule;
import dev.keapsink.mapping.MappingError;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * The mapping that the function uses, as far as this command knows it.
 *
 * @param note why it does not, if so
 */
public record MappingInEffect(
        Optional<ContactMapper> mapper, Optional<String> note, Columns.CustomFields customFields) {
    private static final String MAPPING = "KEAP_SINK_MAPPING";
    private static final String PARAMETER = "ssm:";

    /** That of the simulated account: every field is found by its name. */
    static final MappingInEffect OF_SIMULATOR = new MappingInEffect(
            Optional.of(new ContactMapper(MatchRule.EMAIL, ContactMapping.AUTOMATIC)),
            Optional.empty(),
            Columns.CustomFields.NONE);

    /** That of a function with these variables. */
    public static MappingInEffect of(Map<String, String> environment) {
        Optional<String> setting = Variables.secret(environment, MAPPING);
        if (setting.filter(text -> text.startsWith(PARAMETER)).isPresent()) {
            return unknown(MAPPING + " is in Parameter Store, so columns without a place are not looked for here.");
        }
        try {
            ContactMapping mapping = setting.map(ContactMappingReader::read).orElse(ContactMapping.AUTOMATIC);
            return new MappingInEffect(
                    Optional.of(new ContactMapper(matchRule(environment), mapping)),
                    Optional.empty(),
                    Columns.CustomFields.UNKNOWN);
        } catch (MappingError e) {
            // Its message may quote an entry; ./run check says it with the care that secrets need.
            return unknown(MAPPING + " cannot be read, so columns without a place are not looked for here.");
        }
    }

    private static MappingInEffect unknown(String why) {
        return new MappingInEffect(Optional.empty(), Optional.of(why), Columns.CustomFields.UNKNOWN);
    }

    private static MatchRule matchRule(Map<String, String> environment) {
        String option =
                Variables.secret(environment, "KEAP_SINK_DUPLICATE_OPTION").orElse("");
        return Arrays.stream(MatchRule.values())
                .filter(rule -> rule.duplicateOption().equalsIgnoreCase(option))
                .findFirst()
                .orElse(MatchRule.EMAIL);
    }
}
