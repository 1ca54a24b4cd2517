package dev.keapsink;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The rules that keep the structure: imports point downwards, features do not see each other, edges stay at the edge. */
class ArchitectureTest {

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.keapsink");

    private static final String ROOT = "dev.keapsink.";

    /** Each package and those of ours that it may import. */
    private static final List<List<String>> MAY_IMPORT = List.of(
            List.of("record"),
            List.of("resilience"),
            List.of("credential", "resilience"),
            List.of("keap", "credential", "resilience", "record"),
            List.of("grant", "keap", "credential", "resilience", "record"),
            List.of("http", "grant", "keap"),
            List.of("value", "record"),
            List.of("mapping", "value", "record"),
            List.of("contact", "mapping", "value", "keap", "resilience", "record"),
            List.of("tag", "keap", "resilience", "record"),
            List.of("ledger", "resilience", "record"),
            List.of("batch", "contact", "tag", "ledger", "keap", "resilience", "record"),
            List.of("check", "batch", "contact", "tag", "ledger", "mapping", "keap", "resilience", "record"),
            List.of("metrics", "batch", "ledger", "keap", "resilience", "record"),
            List.of("aws", "check", "batch", "ledger", "credential", "keap", "resilience", "record"),
            List.of("lambda", "check", "grant", "metrics", "batch", "resilience", "record"));

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
                        .resideOutsideOfPackage(ROOT + "http..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("org.apache.hc..")
                        .because("the HTTP client stays behind the ports")),
                test(noFields()
                        .that()
                        .areStatic()
                        .should()
                        .haveRawType(resideInAPackage("org.apache.hc.."))
                        .because("a native image initialises our classes while it is built, and the client's later")),
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
                                        ROOT + "record..", "java..", "com.fasterxml.jackson..", "org.jspecify..")
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

    private static DynamicTest test(ArchRule rule) {
        return DynamicTest.dynamicTest(rule.getDescription(), () -> rule.check(MAIN));
    }
}
