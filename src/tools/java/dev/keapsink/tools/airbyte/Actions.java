package dev.keapsink.tools.airbyte;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keapsink.tools.airbyte.settings.AirbyteSettings;
import dev.keapsink.tools.airbyte.settings.SettingsInvalid;
import dev.keapsink.tools.airbyte.settings.Spec;
import dev.keapsink.tools.common.Commands;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** Carries out the commands of the protocol. Every failure becomes a message of the protocol. */
final class Actions {

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Output out;
    private final Clock clock;
    private final Map<String, String> environment;

    Actions(Output out, Clock clock, Map<String, String> environment) {
        this.out = out;
        this.clock = clock;
        this.environment = environment;
    }

    int spec() {
        out.message(Spec.message());
        return Commands.DONE;
    }

    /** A check that fails has done its work, so that its exit code is 0. */
    int check(Path config) {
        Optional<String> problem;
        try {
            problem = new DestinationCheck(settings(config), out, clock).problem();
        } catch (SyncFailure e) {
            problem = Optional.of(e.sentence());
        }
        out.status(problem);
        return Commands.DONE;
    }

    int discover(Path config) {
        try {
            out.message(new Discovery(settings(config), out, clock).catalog());
            return Commands.DONE;
        } catch (SyncFailure e) {
            out.failure(e);
            return Commands.FAILED;
        }
    }

    int write(Path config, Path catalog, InputStream in) throws InterruptedException {
        try {
            AirbyteSettings settings = settings(config);
            return new Write(settings, Catalog.of(document(catalog), settings), out, clock).run(in);
        } catch (SyncFailure e) {
            out.failure(e);
            return Commands.FAILED;
        }
    }

    private AirbyteSettings settings(Path config) {
        try {
            AirbyteSettings settings = AirbyteSettings.of(document(config), environment);
            out.hide(settings.secrets(), settings::inTheirWords);
            settings.warnings().forEach(sentence -> out.log(Output.Level.WARN, sentence));
            return settings;
        } catch (SettingsInvalid e) {
            throw SyncFailure.ofConfig(String.join(" ", e.problems()));
        }
    }

    private static JsonNode document(Path file) {
        try {
            return JSON.readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            // The exception's message would quote the file.
            throw SyncFailure.ofConfig("The file %s holds no JSON document.".formatted(file));
        } catch (NoSuchFileException e) {
            throw SyncFailure.ofConfig("There is no file %s.".formatted(file));
        } catch (IOException e) {
            throw SyncFailure.ofConfig("The file %s cannot be read: %s."
                    .formatted(file, e.getClass().getSimpleName()));
        }
    }
}
