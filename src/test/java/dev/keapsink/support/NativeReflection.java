package dev.keapsink.support;

import io.quarkus.bootstrap.app.CuratedApplication;
import io.quarkus.bootstrap.app.QuarkusBootstrap;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * What a native image of the function may reach by reflection: the framework's own build of one, stopped before GraalVM.
 * Anything else that Jackson asks for is there on the JVM and missing in the image.
 *
 * @param methods the classes whose methods may be found and called
 * @param fields the classes whose fields may be read and set
 * @param constructors the classes that may be made
 */
public record NativeReflection(Set<String> methods, Set<String> fields, Set<String> constructors) {

    private static final String CLASSES = "io.quarkus.deployment.builditem.nativeimage.ReflectiveClassBuildItem";

    /** Takes some seconds. */
    public static NativeReflection ofTheBuild() throws Exception {
        Properties nativeBuild = new Properties();
        nativeBuild.setProperty("quarkus.native.enabled", "true");
        nativeBuild.setProperty("quarkus.package.jar.enabled", "false");
        Registered registered = new Registered();
        try (CuratedApplication application = QuarkusBootstrap.builder()
                .setApplicationRoot(Path.of("target", "classes").toAbsolutePath())
                .setProjectRoot(Path.of("").toAbsolutePath())
                .setTargetDirectory(Path.of("target").toAbsolutePath())
                .setBaseClassLoader(NativeReflection.class.getClassLoader())
                .setMode(QuarkusBootstrap.Mode.PROD)
                .setLocalProjectDiscovery(true)
                .setIsolateDeployment(true)
                .setOffline(true)
                .setBuildSystemProperties(nativeBuild)
                .build()
                .bootstrap()) {
            application.createAugmentor().performCustomBuild(Reader.class.getName(), registered, CLASSES);
        }
        return registered.result;
    }

    /** Where the {@link Reader} leaves what it found. */
    public static final class Registered {
        private NativeReflection result;
    }

    /** Made and called by the framework with the result of a build, whose types are of another class loader. */
    public static final class Reader implements BiConsumer<Registered, Object> {

        @Override
        public void accept(Registered registered, Object build) {
            try {
                ClassLoader loader = build.getClass().getClassLoader();
                List<?> items = (List<?>) build.getClass()
                        .getMethod("consumeMulti", Class.class)
                        .invoke(build, loader.loadClass(CLASSES));
                registered.result = new NativeReflection(
                        names(items, "isMethods"), names(items, "isFields"), names(items, "isConstructors"));
            } catch (ReflectiveOperationException e) {
                throw new LinkageError(e.getMessage(), e);
            }
        }

        private static Set<String> names(List<?> items, String kind) {
            return items.stream()
                    .filter(item -> (boolean) asked(item, kind))
                    .flatMap(item -> ((Collection<?>) asked(item, "getClassNames")).stream())
                    .map(String.class::cast)
                    .collect(Collectors.toSet());
        }

        private static Object asked(Object item, String question) {
            try {
                return item.getClass().getMethod(question).invoke(item);
            } catch (ReflectiveOperationException e) {
                throw new LinkageError(e.getMessage(), e);
            }
        }
    }
}
