package dev.keapsink.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keapsink.credential.Credential;
import dev.keapsink.keap.KeapReply;
import java.io.File;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A record prints whatever it holds, unless somebody thought of it. */
class SecretHoldersTest {

    private static final String SECRET = "kst-secret-1";

    private static final Set<String> NAMES =
            Set.of("secret", "token", "accesstoken", "refreshtoken", "apikey", "authorization", "clientsecret");

    private static final List<Class<?>> TYPES =
            List.of(Credential.class, Credential.Grant.class, Credential.ApiKey.class, Credential.Client.class);

    private static final Map<Class<?>, Object> EXAMPLES = Map.of(
            String.class,
            SECRET,
            Optional.class,
            Optional.of(SECRET),
            Map.class,
            Map.of(SECRET, SECRET),
            int.class,
            200,
            Instant.class,
            Instant.EPOCH,
            URI.class,
            URI.create("https://example.com"));

    private static List<Class<?>> holders() throws Exception {
        Path main = Path.of(KeapReply.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (Stream<Path> files = Files.walk(main.resolve("dev"))) {
            Stream<Class<?>> named = files.map(file -> main.relativize(file).toString())
                    .filter(file -> file.endsWith(".class") && !file.endsWith("package-info.class"))
                    .<Class<?>>map(SecretHoldersTest::type)
                    .filter(type -> type.isRecord() && holdsASecret(type));
            // The token endpoint's, too.
            return Stream.concat(named, Stream.of(KeapReply.class)).toList();
        }
    }

    private static Class<?> type(String file) {
        String name = file.replace(File.separatorChar, '.').replaceFirst("[.]class$", "");
        try {
            return Class.forName(name, false, KeapReply.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean holdsASecret(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .anyMatch(component -> NAMES.contains(component.getName().toLowerCase(Locale.ROOT))
                        || TYPES.contains(component.getType()));
    }

    @Test
    void areFound() throws Exception {
        assertThat(holders().stream().map(Class::getSimpleName).collect(Collectors.toSet()))
                .contains("ApiKey", "Grant", "Client", "KeapSettings", "Unstored", "KeapReply");
    }

    @ParameterizedTest
    @MethodSource("holders")
    void doNotPrintTheirSecret(Class<?> type) throws Exception {
        assertThat(made(type).toString()).doesNotContain(SECRET);
    }

    private static Object made(Class<?> type) throws ReflectiveOperationException {
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        Object[] values = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            values[i] = value(types[i]);
        }
        Constructor<?> constructor = type.getDeclaredConstructor(types);
        constructor.setAccessible(true);
        return constructor.newInstance(values);
    }

    /** With the secret in it wherever it can be. */
    private static Object value(Class<?> type) throws ReflectiveOperationException {
        if (type.isRecord()) {
            return made(type);
        }
        return type.isEnum() ? type.getEnumConstants()[0] : EXAMPLES.get(type);
    }
}
