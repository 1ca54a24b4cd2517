package dev.keapsink.tools.airbyte;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.keap.KeapFailure;
import dev.keapsink.outcome.Backstop;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.tools.airbyte.settings.AirbyteSettings;
import dev.keapsink.tools.airbyte.settings.SettingsInvalid;
import dev.keapsink.tools.airbyte.settings.Spec;
import dev.keapsink.tools.airbyte.settings.StreamTarget;
import dev.keapsink.tools.common.Commands;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Carries out the commands of the protocol. Every failure becomes a message of the protocol. */
final class Actions {

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** The platform waits for nine minutes. */
    private static final Duration LONGEST_DISCOVERY = Duration.ofMinutes(2);

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
            problem = new DestinationCheck(settings(document(config)), out, clock).problem();
        } catch (SyncFailure e) {
            problem = Optional.of(e.sentence());
        } catch (RuntimeException e) {
            problem = Optional.of(unexpected(e).sentence());
        }
        out.status(problem);
        return Commands.DONE;
    }

    int discover(Path config) {
        try {
            AirbyteSettings settings = settings(document(config));
            Deployments deployments = new Deployments();
            int unused = deployments.add(StreamTarget.CONTACTS);
            Destination destination = new Destination(settings, deployments, out, clock);
            destination.renewal().ifDue();
            out.message(destination.discovery().message(Deadline.in(LONGEST_DISCOVERY, clock)));
            return Commands.DONE;
        } catch (KeapFailure e) {
            return failed(
                    e instanceof KeapFailure.Misconfigured
                            ? SyncFailure.ofConfig(e.getMessage() + ".")
                            : SyncFailure.passing(e.getMessage() + ". Try again."));
        } catch (SyncFailure e) {
            return failed(e);
        } catch (RuntimeException e) {
            return failed(unexpected(e));
        }
    }

    int write(Path config, Path catalog, InputStream in) throws InterruptedException {
        try {
            AirbyteSettings settings = settings(document(config));
            Intake intake = new Intake(in, InputParser::parse);
            return new Write(settings, Catalog.of(document(catalog), settings), out, clock, environment)
                    .run(intake, intake);
        } catch (SyncFailure e) {
            return failed(e);
        } catch (RuntimeException e) {
            return failed(unexpected(e));
        }
    }

    /** Writes the messages of a Singer tap. */
    int singer(Path config, InputStream in) throws InterruptedException {
        try {
            JsonNode document = document(config);
            boolean isUpsert = isUpsert(document);
            AirbyteSettings settings = settings(document);
            Intake intake = new Intake(in, SingerParser::parse);
            SingerInputs inputs = new SingerInputs(intake, settings, isUpsert);
            return new Write(settings, inputs.catalog(), out, clock, environment).run(intake, inputs);
        } catch (SyncFailure e) {
            return failed(e);
        } catch (RuntimeException e) {
            return failed(unexpected(e));
        }
    }

    /** Takes the setting that only Singer targets have. */
    private static boolean isUpsert(JsonNode document) {
        JsonNode method = document instanceof ObjectNode config ? config.remove("load_method") : null;
        return switch (method == null ? "upsert" : method.asText()) {
            case "upsert" -> true;
            case "append-only" -> false;
            default ->
                throw SyncFailure.ofConfig(
                        "load_method must be upsert or append-only. There is no overwrite, because nothing is removed from Keap.");
        };
    }

    /** A bug of ours. The exception's message may quote a row, so that only its place is told. */
    private static SyncFailure unexpected(RuntimeException e) {
        return new SyncFailure(
                SyncFailure.Type.SYSTEM_ERROR,
                "A bug in Keap Sink stopped the destination. Nothing that was settled is lost; report this: %s"
                        .formatted(Backstop.withoutMessage(e)));
    }

    private int failed(SyncFailure failure) {
        out.failure(failure);
        return Commands.FAILED;
    }

    private AirbyteSettings settings(JsonNode document) {
        try {
            AirbyteSettings settings = AirbyteSettings.of(document, environment);
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
