package dev.keapsink.tools.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keapsink.tools.common.CommandFailure;
import dev.keapsink.tools.local.FunctionPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/**
 * A function as it is deployed, by Lambda's GetFunctionConfiguration.
 *
 * @param variables its environment variables, by name
 * @param codeHash the SHA-256 of its zip, in Base64
 */
record DeployedFunction(
        String name,
        String arn,
        String runtime,
        String handler,
        String codeHash,
        Duration timeout,
        Map<String, String> variables) {

    static DeployedFunction of(JsonNode configuration) {
        Map<String, String> variables = new TreeMap<>();
        configuration
                .path("Environment")
                .path("Variables")
                .properties()
                .forEach(entry -> variables.put(entry.getKey(), entry.getValue().asText()));
        return new DeployedFunction(
                configuration.path("FunctionName").asText(),
                configuration.path("FunctionArn").asText(),
                configuration.path("Runtime").asText(),
                configuration.path("Handler").asText(),
                configuration.path("CodeSha256").asText(),
                Duration.ofSeconds(configuration.path("Timeout").asLong()),
                Map.copyOf(variables));
    }

    String region() {
        return arn.split(":", -1)[3];
    }

    /**
     * Checks that Lambda could run this zip with these settings.
     *
     * @throws CommandFailure if another zip was deployed, or its handler is none of the zip's
     */
    void checkAgainst(Path zip) throws IOException {
        if (!hash(zip).equals(codeHash)) {
            throw new CommandFailure("The function %s was deployed with another zip than %s.".formatted(name, zip));
        }
        if (runtime.startsWith("java") && !handler.equals(FunctionPackage.HANDLER)) {
            throw new CommandFailure("The function %s has the handler %s, which is not in its zip; that has %s."
                    .formatted(name, handler, FunctionPackage.HANDLER));
        }
    }

    /** Returns the SHA-256 of a file, in Base64, as Lambda tells it of a zip. */
    static String hash(Path zip) throws IOException {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(zip));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
