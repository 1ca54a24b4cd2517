package dev.keapsink.tools.airbyte;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.tools.airbyte.settings.AirbyteSettings;
import java.time.Clock;

final class Discovery {
    Discovery(AirbyteSettings settings, Output out, Clock clock) {}

    ObjectNode catalog() {
        throw SyncFailure.ofConfig("not yet");
    }
}
