package dev.keapsink.tools.airbyte.settings;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Makes the message by which the destination says what it can do and which settings it has. */
public final class Spec {

    /** The page that Airbyte's form links to. */
    public static final String DOCUMENTATION = "https://docs.airbyte.com/integrations/destinations/keap";

    /** What a platform may do with a stream. Overwrite is refused later unless the settings permit the mirror. */
    private static final List<String> SYNC_MODES = List.of("append", "append_dedup", "overwrite");

    private Spec() {}

    /** The SPEC message. */
    public static ObjectNode message() {
        ObjectNode message = JsonNodeFactory.instance.objectNode().put("type", "SPEC");
        ObjectNode spec = message.putObject("spec").put("documentationUrl", DOCUMENTATION);
        spec.set("connectionSpecification", AirbyteSettings.schema());
        spec.put("supportsIncremental", true)
                .put("supportsNormalization", false)
                .put("supportsDBT", false);
        SYNC_MODES.forEach(spec.putArray("supported_destination_sync_modes")::add);
        return message;
    }
}
