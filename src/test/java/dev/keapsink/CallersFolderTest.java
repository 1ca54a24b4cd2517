package dev.keapsink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A relative path starts in the folder of the caller, by a java that only says how it was started. */
class CallersFolderTest {

    @TempDir
    private Path project;

    @TempDir
    private Path caller;

    @BeforeEach
    void aBuiltProject() throws IOException {
        Files.copy(Path.of("run"), project.resolve("run"));
        Files.copy(Path.of("src/tools/bin/keap-sink"), project.resolve("keap-sink"));
        Stream.of("src", ".mvn", "target", "jdk/bin").map(project::resolve).forEach(CallersFolderTest::make);
        Files.writeString(project.resolve("pom.xml"), "");
        Files.writeString(project.resolve("target/test-classpath.txt"), "/libraries/one.jar");
        Files.writeString(project.resolve("target/keap-sink-tools.zip"), "");
        Path zip = Files.writeString(project.resolve("target/function.zip"), "");
        Files.setLastModifiedTime(zip, FileTime.from(Instant.now().plusSeconds(60)));
        script("jdk/bin/javac", "echo 'javac 25.0.1'");
        script("jdk/bin/java", """
                if [ "$1" = -version ]; then echo 'openjdk version "25.0.1"' >&2; exit 0; fi
                pwd -P
                printf '%s\\n' "$@"
                """);
    }

    private static void make(Path folder) {
        assertThat(folder.toFile().mkdirs()).isTrue();
    }

    private void script(String path, String command) throws IOException {
        Path file = Files.writeString(project.resolve(path), "#!/bin/sh\n" + command + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private List<String> started(String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("started", "");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(caller.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(Map.of("JAVA_HOME", project.resolve("jdk").toString()));
        assertThat(builder.start().waitFor()).isZero();
        return Files.readString(output).lines().toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "check", "publish", "probe", "authorize", "replay", "ledger", "setup", "bench"})
    void aTaskOfRunStartsWhereItsCallerIs(String task) throws Exception {
        List<String> java = started("bash", project.resolve("run").toString(), task, "my leads.csv");

        assertThat(java).startsWith(caller.toRealPath().toString()).endsWith(task, "my leads.csv");
        assertThat(java.get(java.indexOf("-cp") + 1).split(":"))
                .startsWith(project.toRealPath().resolve("target/test-classes").toString())
                .allMatch(entry -> entry.startsWith("/"));
        assertThat(java).contains("-Dkeapsink.home=" + project.toRealPath());
    }

    @Test
    @EnabledIf("canMakeATerminal")
    void aTaskKnowsThatAPersonSitsBeforeIt() throws Exception {
        String run = "bash '%s' demo".formatted(project.resolve("run"));

        assertThat(started("script", "-qec", run, "/dev/null")).contains("-Dkeapsink.terminal=true");
        assertThat(started("bash", "-c", run)).contains("-Dkeapsink.terminal=");
    }

    /** The script of util-linux runs a command in a terminal of its own. */
    static boolean canMakeATerminal() throws IOException, InterruptedException {
        return new ProcessBuilder("sh", "-c", "script -qec true /dev/null </dev/null >/dev/null 2>&1")
                        .start()
                        .waitFor()
                == 0;
    }

    @Test
    void theLauncherOfTheToolsStartsWhereItsCallerIs() throws Exception {
        List<String> java = started("sh", project.resolve("keap-sink").toString(), "publish", "my leads.csv");

        assertThat(java).startsWith(caller.toRealPath().toString()).endsWith("publish", "my leads.csv");
    }
}
