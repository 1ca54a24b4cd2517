package dev.keapsink.tools.local;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The deployable {@code function.zip}, unpacked as Lambda unpacks it.
 *
 * @param root the unpacked folder, which Lambda calls the task root
 */
public record FunctionPackage(Path root) {
    /** The handler of a JVM package, which Lambda calls. */
    public static final String HANDLER = "io.quarkus.funqy.lambda.FunqyStreamHandler::handleRequest";

    private static final String BOOTSTRAP = "bootstrap";

    /** Unpacks a zip, unless the folder holds its content already. A lock file lets one process at a time do so. */
    public static FunctionPackage unpack(Path zip, Path root) throws IOException {
        Files.createDirectories(root.toAbsolutePath().getParent());
        try (FileChannel lock = FileChannel.open(root.resolveSibling(root.getFileName() + ".lock"), CREATE, WRITE)) {
            lock.lock();
            Path marker = root.resolveSibling(root.getFileName() + ".unpacked");
            String version = Files.getLastModifiedTime(zip) + " " + Files.size(zip);
            if (!Files.exists(marker) || !Files.readString(marker).equals(version)) {
                delete(root);
                Files.createDirectories(root);
                extract(zip, root);
                Files.writeString(marker, version);
            }
        }
        return new FunctionPackage(root);
    }

    private static void extract(Path zip, Path root) throws IOException {
        try (InputStream in = Files.newInputStream(zip);
                ZipInputStream entries = new ZipInputStream(in)) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                write(entries, entry, root);
            }
        }
    }

    private static void write(InputStream content, ZipEntry entry, Path root) throws IOException {
        Path file = root.resolve(entry.getName()).normalize();
        if (!file.startsWith(root)) {
            throw new IOException("The package holds a file outside of itself: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        // A class that Quarkus transformed may be in the zip twice; as in Lambda, the later one counts.
        Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
        if (entry.getName().equals(BOOTSTRAP) && !file.toFile().setExecutable(true)) {
            throw new IOException("Cannot make " + file + " executable");
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Whether the package is a native executable, which needs no JVM. */
    public boolean isNative() {
        return Files.exists(root.resolve(BOOTSTRAP));
    }

    /** Returns the command that runs the function; for a package that needs a JVM, with Lambda's own JVM options. */
    public List<String> command(RuntimeClient client) throws IOException {
        if (isNative()) {
            return List.of(root.resolve(BOOTSTRAP).toString());
        }
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                // JDKs later than the deployed runtime's need these.
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED"));
        command.addAll(client.arguments(Objects.requireNonNull(root.getParent(), "the root is below a folder")));
        command.add(HANDLER);
        return command;
    }
}
