package dev.keapsink.tools.airbyte.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The image's entry point in a plain shell, with a JVM that only prints how it was started. */
class EntryPointTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void aJvmThatPrintsItsArguments() throws IOException {
        Files.createDirectories(folder.resolve("jdk/bin"));
        Path java = Files.writeString(folder.resolve("jdk/bin/java"), "#!/bin/sh\nprintf '%s\\n' \"pid $$\" \"$@\"\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Files.createDirectories(folder.resolve("an image"));
        Files.copy(
                Path.of("src/tools/bin/keap-sink-airbyte"),
                folder.resolve("an image/keap-sink-airbyte"),
                StandardCopyOption.COPY_ATTRIBUTES);
    }

    @ParameterizedTest
    @CsvSource({
        "memory.max, 2147483648, 1228",
        "memory.max, 134217728, 76",
        "memory.max, max, 1024",
        "memory/memory.limit_in_bytes, 1073741824, 614",
        "memory/memory.limit_in_bytes, 9223372036854771712, 1024",
        "memory/memory.limit_in_bytes, 18446744073709551615, 1024",
        "memory.max, '', 1024",
        "something.else, 1, 1024"
    })
    void sizesTheHeapByTheMemoryOfTheContainer(String file, String limit, String mebibytes) throws Exception {
        Path limits = folder.resolve("cgroup").resolve(file);
        Files.createDirectories(limits.getParent());
        Files.writeString(limits, limit + "\n");

        assertThat(started("spec").arguments()).first().isEqualTo("-Xmx" + mebibytes + "m");
    }

    @Test
    void startsTheCommandFromAnyFolderAndHandsOnEveryArgument() throws Exception {
        Started started = started("write", "--config", "/a folder/$config.json", "--catalog", "*");

        String libraries = folder.toRealPath() + "/an image/lib/*";
        assertThat(started.arguments())
                .endsWith(
                        "-cp",
                        libraries,
                        "dev.keapsink.tools.KeapSink",
                        "airbyte",
                        "write",
                        "--config",
                        "/a folder/$config.json",
                        "--catalog",
                        "*");
    }

    @Test
    void leavesItsPlaceToTheJvmSoThatSignalsReachIt() throws Exception {
        Started started = started("spec");

        assertThat(started.printedPid()).isEqualTo(started.pid());
    }

    private record Started(long pid, List<String> output) {
        long printedPid() {
            return Long.parseLong(output.getFirst().substring("pid ".length()));
        }

        List<String> arguments() {
            return output.subList(1, output.size());
        }
    }

    private Started started(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(folder.resolve("an image/keap-sink-airbyte").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(Files.createDirectories(folder.resolve("source")).toFile());
        builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
        builder.environment().put("CGROUPS", folder.resolve("cgroup").toString());
        Process process = builder.start();
        List<String> output = process.inputReader().lines().toList();
        assertThat(process.waitFor()).isZero();
        return new Started(process.pid(), output);
    }
}
