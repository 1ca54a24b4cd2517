package dev.keapsink.tools.local;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.annotations.SdkProtectedApi;
import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

/** The program that asks the Runtime API for events, for a JVM package. A native package holds its own. */
public enum RuntimeClient {
    /** AWS's runtime interface client, which Lambda itself uses; its native part exists for Linux only. */
    AWS {
        @Override
        List<String> arguments(Path work) throws IOException {
            return List.of(
                    "-D" + NATIVE_PART + "=" + nativePart(work),
                    "-cp",
                    classPath(
                            AWSLambda.class,
                            Context.class,
                            PojoSerializer.class,
                            SdkInternalThreadLocal.class,
                            SdkProtectedApi.class),
                    AWSLambda.class.getName());
        }
    },
    /** {@link HandlerLoop}, for every other system. */
    OWN {
        @Override
        List<String> arguments(Path work) {
            return List.of("-cp", classPath(HandlerLoop.class), HandlerLoop.class.getName());
        }
    };

    private static final String NATIVE_PART =
            "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

    /** Returns Lambda's own client on Linux, and the other one elsewhere. */
    public static RuntimeClient forThisSystem() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux") ? AWS : OWN;
    }

    /**
     * Returns the JVM arguments that start this client, up to the handler's name.
     *
     * @param work a folder for files of the client
     */
    abstract List<String> arguments(Path work) throws IOException;

    /**
     * Unpacks the client's native part into our folder. By default, every process of the client unpacks it to the same
     * file in /tmp. A process that starts while another one loads that file crashes the other one.
     */
    private static Path nativePart(Path work) throws IOException {
        Path library = work.resolve("runtime-client.so");
        Path fresh = Files.createTempFile(work, "runtime-client", ".so");
        try (InputStream in = AWSLambda.class.getResourceAsStream(nativeResource())) {
            Files.copy(in, fresh, StandardCopyOption.REPLACE_EXISTING);
        }
        return Files.move(fresh, library, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String nativeResource() {
        String processor = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
        String musl = Files.exists(Path.of("/etc/alpine-release")) ? "_musl" : "";
        return "/jni/libaws-lambda-jni.linux%s-%s.so".formatted(musl, processor);
    }

    private static String classPath(Class<?>... classes) {
        return Stream.of(classes)
                .map(RuntimeClient::location)
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String location(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
