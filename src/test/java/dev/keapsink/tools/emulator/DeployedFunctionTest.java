package dev.keapsink.tools.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keapsink.tools.common.CommandFailure;
import dev.keapsink.tools.local.FunctionPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeployedFunctionTest {

    /** The SHA-256 of "zip". */
    private static final String HASH = "SnD+mqZDbgLC3qNA+9HjUuTvLYzmylKtJdS5VHH8i/I=";

    @TempDir
    private Path folder;

    private Path zip;

    @BeforeEach
    void writeZip() throws IOException {
        zip = Files.writeString(folder.resolve("function.zip"), "zip");
    }

    private static DeployedFunction deployed(String runtime, String handler, String hash) throws IOException {
        return DeployedFunction.of(new ObjectMapper().readTree("""
                        {"FunctionName": "keap-sink", "FunctionArn": "arn:aws:lambda:eu-central-1:123456789012:function:keap-sink",
                         "Runtime": "%s", "Handler": "%s", "CodeSha256": "%s", "Timeout": 120,
                         "Environment": {"Variables": {"QUARKUS_FUNQY_EXPORT": "sync", "KEAP_SINK_TAG_IDS": "101"}}}
                        """.formatted(runtime, handler, hash)));
    }

    @Test
    void isWhatLambdaSaysOfIt() throws IOException {
        DeployedFunction function = deployed("java21", FunctionPackage.HANDLER, HASH);

        assertThat(function.region()).isEqualTo("eu-central-1");
        assertThat(function.timeout()).isEqualTo(Duration.ofMinutes(2));
        assertThat(function.variables()).isEqualTo(Map.of("QUARKUS_FUNQY_EXPORT", "sync", "KEAP_SINK_TAG_IDS", "101"));
        assertThatCode(() -> function.checkAgainst(zip)).doesNotThrowAnyException();
    }

    @Test
    void doesNotRunWithAnotherZip() throws IOException {
        DeployedFunction function = deployed("java21", FunctionPackage.HANDLER, "other");

        assertThatThrownBy(() -> function.checkAgainst(zip))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("was deployed with another zip");
    }

    @Test
    void doesNotRunWithAHandlerThatTheZipDoesNotHave() throws IOException {
        DeployedFunction function = deployed("java21", "example.Handler::handle", HASH);

        assertThatThrownBy(() -> function.checkAgainst(zip))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("example.Handler::handle");
    }

    @Test
    void aNativeImageMayHaveAnyHandler() throws IOException {
        DeployedFunction function = deployed("provided.al2023", "not.used", HASH);

        assertThatCode(() -> function.checkAgainst(zip)).doesNotThrowAnyException();
    }
}
