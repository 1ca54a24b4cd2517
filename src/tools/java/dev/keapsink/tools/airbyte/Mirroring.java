package dev.keapsink.tools.airbyte;

import dev.keapsink.tools.airbyte.settings.AirbyteSettings;
import java.time.Clock;
import java.util.Set;

final class Mirroring {
    static void run(Destination destination, AirbyteSettings settings, Set<Long> ids, Output out, Clock clock) {
        throw SyncFailure.ofConfig("not yet");
    }
}
