package dev.keapsink;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaParameterizedType;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The rules that keep the structure: imports point downwards, features do not see each other, edges stay at the edge. */
class ArchitectureTest {

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.keapsink");

    /** The commands and the simulators; their tests, which stand in the same packages, have no source there. */
    private static final JavaClasses TOOLS = new ClassFileImporter()
            .withImportOption(location -> Files.exists(Path.of(
                    "src/tools/java",
                    location.asURI()
                            .getPath()
                            .replaceFirst("^.*/test-classes/", "")
                            .replaceFirst("(\\$.*)?\\.class$", ".java"))))
            .importPackages("dev.keapsink.tools", "dev.keapsink.simulator");

    private static final String ROOT = "dev.keapsink.";

    /** What texts of the protocols are read with, and nothing else: those follow their own notion of white space. */
    private static final Set<String> OF_PROTOCOLS = Set.of("aws", "grant", "keap", "lambda", "rest");

    private static final Set<String> OF_WHITE_SPACE =
            Set.of("strip", "stripLeading", "stripTrailing", "isBlank", "trim", "isWhitespace", "isSpaceChar");

    /** Records of which no input can make many. */
    private static final Set<String> OF_FEW_VALUES =
            Set.of(ROOT + "batch.Question$OfList", ROOT + "batch.RecordLines$Kind");

    /** Each package and those of ours that it may import. */
    private static final List<List<String>> MAY_IMPORT = List.of(
            List.of("text"),
            List.of("record", "text"),
            List.of("resilience"),
            List.of("credential", "resilience", "text"),
            List.of("keap", "credential", "resilience", "record", "text"),
            List.of("grant", "keap", "credential", "resilience", "record"),
            List.of("export", "keap", "resilience", "record", "text"),
            List.of("audit", "outcome", "object", "ledger", "record"),
            List.of("content", "resilience", "record", "text"),
            List.of("rest", "content", "keap", "resilience", "record", "text"),
            List.of("value", "record", "text"),
            List.of("mapping", "value", "record", "text"),
            List.of("field", "mapping", "value", "keap", "resilience", "record", "text"),
            List.of("account", "mapping", "keap", "resilience", "record", "text"),
            List.of("object", "account", "field", "mapping", "value", "keap", "resilience", "record", "text"),
            plain("company"),
            plain("note"),
            plain("opportunity"),
            plain("order"),
            plain("product"),
            plain("task"),
            List.of("contact", "object", "field", "mapping", "value", "keap", "resilience", "record", "text"),
            List.of("file", "content", "object", "field", "mapping", "value", "keap", "resilience", "record", "text"),
            List.of("tag", "keap", "resilience", "record", "value", "text"),
            List.of("ledger", "resilience", "record", "text"),
            List.of("outcome", "object", "keap", "resilience", "record"),
            List.of("step", "outcome", "object", "tag", "keap", "resilience", "record"),
            List.of("idempotency", "step", "outcome", "object", "ledger", "keap", "resilience", "record"),
            List.of(
                    "batch",
                    "idempotency",
                    "step",
                    "outcome",
                    "object",
                    "field",
                    "tag",
                    "mapping",
                    "keap",
                    "resilience",
                    "record",
                    "text"),
            List.of(
                    "check",
                    "account",
                    "batch",
                    "outcome",
                    "contact",
                    "object",
                    "field",
                    "tag",
                    "ledger",
                    "mapping",
                    "keap",
                    "resilience",
                    "record",
                    "text"),
            List.of("metrics", "batch", "outcome", "idempotency", "ledger", "keap", "resilience", "record"),
            List.of(
                    "aws",
                    "content",
                    "check",
                    "batch",
                    "outcome",
                    "ledger",
                    "credential",
                    "keap",
                    "resilience",
                    "record"),
            List.of("lambda", "check", "grant", "metrics", "batch", "resilience", "record"));

    /** The folder of an object that a table of fields describes. */
    private static List<String> plain(String folder) {
        return List.of(
                folder, "object", "account", "field", "mapping", "value", "keap", "resilience", "record", "text");
    }

    @TestFactory
    Stream<DynamicTest> importsPointDownwards() {
        return MAY_IMPORT.stream().map(allowed -> {
            String[] packages = allowed.stream().map(name -> ROOT + name + "..").toArray(String[]::new);
            return test(classes()
                    .that()
                    .resideInAPackage(packages[0])
                    .should()
                    .onlyDependOnClassesThat(resideInAnyPackage(packages)
                            .or(resideInAPackage("dev.keapsink..").negate()))
                    .because(allowed.getFirst() + " may import only " + allowed));
        });
    }

    @TestFactory
    Stream<DynamicTest> edgesStayAtTheEdge() {
        return Stream.of(
                test(noClasses()
                        .that()
                        .resideOutsideOfPackages(ROOT + "lambda..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("com.amazonaws.services.lambda..")
                        .because("only lambda names Lambda's event types")),
                test(noClasses()
                        .that()
                        .resideOutsideOfPackages(ROOT + "aws..", ROOT + "app..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("software.amazon.awssdk..")
                        .because("the AWS SDK stays behind the ports")),
                test(noClasses()
                        .that()
                        .resideOutsideOfPackage(ROOT + "rest..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("io.vertx..", "io.netty..", "io.quarkus.rest..", "org.jboss.resteasy..")
                        .because("only rest knows how requests leave")),
                test(noClasses()
                        .that()
                        .resideOutsideOfPackage(ROOT + "rest..")
                        .and()
                        .haveSimpleNameNotEndingWith("Api")
                        .and()
                        .doNotHaveSimpleName("ApiCall")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("jakarta.ws.rs..")
                        .because("only the interfaces of Keap's endpoints are written in terms of HTTP")),
                test(classes()
                        .that()
                        .haveSimpleNameEndingWith("Api")
                        .should()
                        .bePackagePrivate()
                        .because("only an object's own package calls its endpoints")),
                test(
                        noFields()
                                .that()
                                .areStatic()
                                .should()
                                .haveRawType(resideInAnyPackage("io.vertx..", "io.netty..", "org.jboss.resteasy.."))
                                .because(
                                        "a native image initialises our classes while it is built, and clients are made later")),
                test(noClasses()
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("io.smallrye.faulttolerance.core..")
                        .because("what is no public API may change with any release")),
                test(noClasses()
                        .that()
                        .resideOutsideOfPackage(ROOT + "app..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("io.smallrye.config..", "org.eclipse.microprofile.config..")
                        .because("only app reads configuration")),
                test(noClasses()
                        .that()
                        .resideInAPackage(ROOT + "record..")
                        .should()
                        .dependOnClassesThat(resideInAnyPackage(
                                        ROOT + "record..",
                                        ROOT + "text..",
                                        "java..",
                                        "com.fasterxml.jackson..",
                                        "org.jspecify..")
                                .negate())
                        .because("the vocabulary knows the JDK and Jackson only")));
    }

    @TestFactory
    Stream<DynamicTest> timeAndChanceAreArguments() {
        return Stream.of(
                test(noClasses()
                        .that()
                        .resideOutsideOfPackages(ROOT + "app..", ROOT + "resilience..")
                        .should()
                        .callMethod(Thread.class, "sleep", java.time.Duration.class)
                        .orShould()
                        .callMethod(Thread.class, "sleep", long.class)
                        .because("only the Sleeper sleeps")),
                test(noClasses()
                        .that()
                        .resideOutsideOfPackage(ROOT + "app..")
                        .should()
                        .callMethod(java.time.Instant.class, "now")
                        .orShould()
                        .callMethod(System.class, "currentTimeMillis")
                        .orShould()
                        .callMethod(Math.class, "random")
                        .because("time and chance are constructor arguments")));
    }

    @TestFactory
    Stream<DynamicTest> nothingGoesInCircles() {
        return Stream.of(
                test(slices().matching(ROOT + "(*)..").should().beFreeOfCycles()),
                test(noClasses()
                        .that()
                        .resideOutsideOfPackage(ROOT + "app..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(ROOT + "app..")
                        .because("app assembles, and nobody imports it")));
    }

    /** A command may be taken away without another one, and what they share knows none of them. */
    @TestFactory
    Stream<DynamicTest> toolsDoNotGoInCircles() {
        assertThat(TOOLS).hasSizeGreaterThan(200);
        return Stream.of(
                test(slices().matching(ROOT + "tools.(*)..").should().beFreeOfCycles(), TOOLS),
                test(
                        noClasses()
                                .that()
                                .resideInAPackage(ROOT + "simulator..")
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage(
                                        ROOT + "tools.demo..",
                                        ROOT + "tools.check..",
                                        ROOT + "tools.publish..",
                                        ROOT + "tools.replay..",
                                        ROOT + "tools.local..")
                                .because("a simulator does not know who uses it"),
                        TOOLS));
    }

    @Test
    void whiteSpaceIsOneThingEverywhere() {
        assertThat(MAIN.stream()
                        .filter(type -> !type.getPackageName().equals(ROOT + "text"))
                        .filter(type ->
                                !OF_PROTOCOLS.contains(type.getPackageName().replace(ROOT, "")))
                        .flatMap(type -> type.getAccessesFromSelf().stream())
                        .filter(access -> access.getTargetOwner().isEquivalentTo(String.class)
                                || access.getTargetOwner().isEquivalentTo(Character.class))
                        .filter(access -> OF_WHITE_SPACE.contains(access.getName())))
                .as("calls of which text.Blanks knows a better one")
                .isEmpty();
    }

    /** Records choose keys with one hash code; maps find them as quickly as others only if they can be put in order. */
    @Test
    void keysOfMapsAndSetsCanBePutInOrder() {
        Stream<JavaType> types = MAIN.stream()
                .flatMap(type -> Stream.concat(
                        type.getFields().stream().map(JavaField::getType),
                        type.getMethods().stream()
                                .flatMap(method -> Stream.concat(
                                        Stream.of(method.getReturnType()), method.getParameterTypes().stream()))));

        assertThat(types.flatMap(ArchitectureTest::keys)
                        .filter(JavaClass::isRecord)
                        .distinct())
                .as("records that are keys")
                .hasSizeGreaterThan(5)
                .allMatch(key -> key.isAssignableTo(Comparable.class) || OF_FEW_VALUES.contains(key.getName()));
    }

    /** The classes of which keys of this type, or of those inside it, may be. */
    private static Stream<JavaClass> keys(JavaType type) {
        if (!(type instanceof JavaParameterizedType generic)) {
            return Stream.empty();
        }
        List<JavaType> arguments = generic.getActualTypeArguments();
        JavaClass key = arguments.getFirst().toErasure();
        JavaClass collection = type.toErasure();
        // No record chooses the hash code that the JVM gives an object.
        boolean hashes = (collection.isAssignableTo(Map.class) && !collection.isEquivalentTo(IdentityHashMap.class))
                || collection.isAssignableTo(Set.class);
        return Stream.concat(
                hashes ? Stream.concat(Stream.of(key), kinds(key)) : Stream.empty(),
                arguments.stream().flatMap(ArchitectureTest::keys));
    }

    private static Stream<JavaClass> kinds(JavaClass key) {
        return key.isInterface() && key.getName().startsWith(ROOT) ? key.getAllSubclasses().stream() : Stream.empty();
    }

    private static DynamicTest test(ArchRule rule) {
        return test(rule, MAIN);
    }

    private static DynamicTest test(ArchRule rule, JavaClasses classes) {
        return DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(classes));
    }
}
