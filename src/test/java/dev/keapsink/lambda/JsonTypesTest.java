package dev.keapsink.lambda;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.keapsink.support.NativeReflection;
import io.quarkus.amazon.lambda.runtime.FunctionError;
import io.quarkus.funqy.Funq;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Natively Jackson finds only what was registered for it when the image was built. Everything that it writes or reads through types
 * has to be: the functions' requests and replies, and what the framework adds to them.
 */
class JsonTypesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final JavaClasses OURS = new ClassFileImporter().importPackages("dev.keapsink.lambda");

    /** Without the advanced event handling, which is off. */
    private static final JavaClasses FRAMEWORK = new ClassFileImporter()
            .importPackages("io.quarkus.amazon.lambda.runtime", "io.quarkus.funqy")
            .that(DescribedPredicate.not(resideInAPackage("io.quarkus.funqy.lambda.event..")));

    private static BeanDescription asWritten(JavaType type) {
        return JSON.getSerializationConfig().introspect(type);
    }

    private static BeanDescription asRead(JavaType type) {
        return JSON.getDeserializationConfig().introspect(type);
    }

    private static Set<Class<?>> written() {
        return reached(
                Stream.concat(functions().map(Method::getGenericReturnType), Stream.of(FunctionError.class)),
                JsonTypesTest::asWritten);
    }

    private static Set<Class<?>> read() {
        return reached(
                functions().flatMap(function -> Stream.of(function.getGenericParameterTypes())), JsonTypesTest::asRead);
    }

    private static Stream<Method> functions() {
        return OURS.stream()
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.isAnnotatedWith(Funq.class))
                .map(method -> method.reflect());
    }

    /** The types and those of their properties, and so on, without the JDK's and Jackson's own. */
    private static Set<Class<?>> reached(Stream<Type> roots, Function<JavaType, BeanDescription> introspection) {
        Set<Class<?>> reached = new TreeSet<>((a, b) -> a.getName().compareTo(b.getName()));
        roots.forEach(root -> reach(JSON.constructType(root), introspection, reached));
        return reached;
    }

    private static void reach(JavaType type, Function<JavaType, BeanDescription> introspection, Set<Class<?>> reached) {
        type.getBindings().getTypeParameters().forEach(parameter -> reach(parameter, introspection, reached));
        if (type.isArrayType()) {
            reach(type.getContentType(), introspection, reached);
        } else if (!isWrittenWithoutReflection(type.getRawClass()) && reached.add(type.getRawClass())) {
            introspection
                    .apply(type)
                    .findProperties()
                    .forEach(property -> reach(property.getPrimaryType(), introspection, reached));
        }
    }

    private static boolean isWrittenWithoutReflection(Class<?> type) {
        boolean isOfTheJdk = type.getName().startsWith("java.") && type != Object.class;
        return type.isPrimitive() || isOfTheJdk || JsonNode.class.isAssignableFrom(type);
    }

    @Test
    void whateverIsWrittenOrReadCanBeReachedByReflectionInANativeImage() throws Exception {
        NativeReflection image = NativeReflection.ofTheBuild();

        List<String> reached = Stream.concat(written().stream(), read().stream())
                .map(Class::getName)
                .distinct()
                .toList();
        assertThat(reached).as("the search finds them").hasSizeGreaterThan(10);
        assertThat(image.methods()).as("methods").containsAll(reached);
        assertThat(image.fields()).as("fields").containsAll(reached);
        assertThat(image.constructors()).as("constructors").containsAll(reached);
        assertThat(image.constructors()).as("readers of single properties").containsAll(readersOfProperties());
    }

    private static List<String> readersOfProperties() {
        List<String> readers = read().stream()
                .flatMap(type -> Stream.of(type.getDeclaredFields()))
                .flatMap(field -> Stream.ofNullable(field.getAnnotation(JsonDeserialize.class)))
                .map(annotation -> annotation.using().getName())
                .toList();
        assertThat(readers).as("the search finds them").isNotEmpty();
        return readers;
    }

    /** A value of another type than the property's would be written by that type, which nobody registered. */
    @Test
    void everyTypeIsKnownWhenTheImageIsBuilt() {
        assertThat(Stream.concat(written().stream(), read().stream()))
                .noneMatch(type -> type == Object.class || Modifier.isAbstract(type.getModifiers()));
    }

    /**
     * Besides requests and replies: errors in {@code AbstractLambdaPollLoop}. What {@code AmazonLambdaContext} reads needs no
     * reflection, because its readers are made while the image is built.
     */
    @Test
    void theFrameworkWritesAndReadsInTheKnownPlacesOnly() {
        assertThat(callers("writeValue")).containsExactlyInAnyOrder("AbstractLambdaPollLoop", "JacksonOutputWriter");
        assertThat(callers("readValue")).containsExactlyInAnyOrder("AmazonLambdaContext", "JacksonInputReader");
    }

    private static Set<String> callers(String method) {
        return FRAMEWORK.stream()
                .flatMap(type -> type.getMethodCallsFromSelf().stream())
                .filter(call -> isOfJackson(call) && call.getName().startsWith(method))
                .map(call -> call.getOriginOwner().getSimpleName())
                .collect(Collectors.toSet());
    }

    private static boolean isOfJackson(JavaMethodCall call) {
        return Stream.of(ObjectMapper.class, ObjectReader.class, ObjectWriter.class)
                .anyMatch(type -> call.getTargetOwner().isEquivalentTo(type));
    }
}
