package dev.keapsink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the tasks of {@code ./run} say about the zip that they had built, by a Maven that builds nothing. */
class PackageTaskTest {

    @TempDir
    private Path project;

    @BeforeEach
    void aProjectWithoutMaven() throws IOException {
        Files.copy(Path.of("run"), project.resolve("run"));
        script("mvnw", "[ \"$MAVEN_FAILS\" = no ] && mkdir -p target && touch target/function.zip");
        Files.createDirectories(project.resolve("graalvm/bin"));
        script("graalvm/bin/native-image", "exit 1");
    }

    private void script(String path, String command) throws IOException {
        Path file = Files.writeString(project.resolve(path), "#!/bin/sh\n" + command + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private String run(String mavenFails, String... task) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("bash", "run"));
        command.addAll(List.of(task));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(project.resolve("output").toFile());
        builder.environment()
                .putAll(Map.of(
                        "JAVA_HOME", System.getProperty("java.home"),
                        "GRAALVM_HOME", project.resolve("graalvm").toString(),
                        "MAVEN_FAILS", mavenFails));
        assertThat(builder.start().waitFor() == 0).isEqualTo(mavenFails.equals("no"));
        return Files.readString(project.resolve("output"));
    }

    private String written() throws IOException {
        return Files.readString(project.resolve("target/function.json")).strip();
    }

    @Test
    void packageWritesWhatTheZipRunsOn() throws Exception {
        assertThat(run("no", "package")).contains("FunctionRuntime=java21");
        assertThat(written()).isEqualTo("{\"runtime\":\"java21\"}");

        assertThat(run("no", "package", "--native")).contains("FunctionRuntime=provided.al2023 FunctionArchitecture=");
        assertThat(written()).matches("\\{\"runtime\":\"provided\\.al2023\",\"architecture\":\"(arm64|x86_64)\"}");
    }

    /** Settings of a command line would be lost with the next, and a second copy would write over the first. */
    @Test
    void packageSaysHowToDeployWithoutLosingASetting() throws Exception {
        assertThat(run("no", "package"))
                .contains(
                        "cp terraform/terraform.tfvars.example terraform/terraform.tfvars",
                        "terraform -chdir=terraform apply\n",
                        "sam deploy --stack-name keap-sink ")
                .doesNotContain("-var", "--guided");

        Files.createDirectories(project.resolve("terraform"));
        Files.writeString(project.resolve("terraform/terraform.tfvars"), "name = \"keap-sink\"\n");

        assertThat(run("no", "package"))
                .contains("terraform -chdir=terraform init", "terraform -chdir=terraform apply")
                .doesNotContain("terraform.tfvars");
    }

    @Test
    void testsBuildTheZipToo() throws Exception {
        run("no", "test", "--native");
        assertThat(written()).contains("provided.al2023");

        run("no", "test");
        assertThat(written()).isEqualTo("{\"runtime\":\"java21\"}");
    }

    /** Whether the zip was built before something failed is not known. */
    @Test
    void nothingIsSaidAfterAFailure() throws Exception {
        run("no", "package", "--native");

        run("yes", "package");

        assertThat(project.resolve("target/function.json")).doesNotExist();
    }
}
