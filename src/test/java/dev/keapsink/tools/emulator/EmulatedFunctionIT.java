package dev.keapsink.tools.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keapsink.simulator.KeapSimulator;
import dev.keapsink.simulator.Quota;
import dev.keapsink.simulator.SimulatorServer;
import dev.keapsink.tools.local.FunctionPackage;
import dev.keapsink.tools.local.InvocationResult;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packaged function as an emulator of AWS has it deployed. */
@Timeout(120)
class EmulatedFunctionIT {
    private static final Path ZIP = Path.of("target", "function.zip").toAbsolutePath();

    @TempDir
    private Path work;

    private static String configuration(String tags) throws Exception {
        ObjectNode function = new ObjectMapper()
                .createObjectNode()
                .put("FunctionName", "keap-sink-check")
                .put("FunctionArn", "arn:aws:lambda:eu-central-1:123456789012:function:keap-sink-check")
                .put("Runtime", "java21")
                .put("Handler", FunctionPackage.HANDLER)
                .put("CodeSha256", DeployedFunction.hash(ZIP))
                .put("Timeout", 60);
        function.putObject("Environment")
                .putObject("Variables")
                .put("QUARKUS_FUNQY_EXPORT", "check")
                .put("KEAP_SINK_API_KEY", KeapSimulator.API_KEY)
                .put("KEAP_SINK_TAG_IDS", tags);
        return function.toString();
    }

    private static String reply(InvocationResult result) {
        assertThat(result).isInstanceOf(InvocationResult.Reply.class);
        return ((InvocationResult.Reply) result).payload();
    }

    @Test
    void runsWithTheVariablesThatAreDeployedNow() throws Exception {
        KeapSimulator account = new KeapSimulator(Quota.GENEROUS, InstantSource.system());
        account.addTag(101, "Newsletter");
        try (AwsDouble aws = new AwsDouble();
                SimulatorServer keap = SimulatorServer.start(account);
                Functions functions =
                        new Functions(new EmulatedAws(aws.endpoint(), "eu-central-1"), keap.baseUri(), ZIP, work)) {
            aws.answers(200, configuration("101"));
            assertThat(reply(functions.invoke("keap-sink-check", "{}"))).contains("It is \\\"Newsletter\\\".");

            aws.answers(200, configuration("102"));
            assertThat(reply(functions.invoke("keap-sink-check", "{}")))
                    .contains("tag 102")
                    .doesNotContain("Newsletter");
        }
    }
}
