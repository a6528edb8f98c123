package dev.tributary;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The packages of this module have one order, and each imports only from its left. */
class PackageOrderTest {
    private static final List<String> ORDER =
            List.of("config", "expression", "view", "codec", "store", "plan", "topology", "runtime");

    private static final String LAST_WITHOUT_KAFKA = "plan";

    private static final JavaClasses MAIN = new ClassFileImporter().importPath(Path.of("target", "classes"));

    static Stream<List<String>> upToEach() {
        return IntStream.rangeClosed(1, ORDER.size()).mapToObj(count -> ORDER.subList(0, count));
    }

    @ParameterizedTest
    @MethodSource("upToEach")
    void importsOnlyFromItsLeft(List<String> allowed) {
        classes()
                .that()
                .resideInAPackage(named(allowed.get(allowed.size() - 1)))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(named(allowed)).or(resideOutsideOfPackage(named(""))))
                .because("the order is " + String.join(" <- ", ORDER))
                .check(MAIN);
    }

    @Test
    void everyPackageHasItsPlaceInTheOrder() {
        classes()
                .that()
                .resideInAPackage(named(""))
                .should()
                .resideInAnyPackage(named(ORDER))
                .because("a package outside of the order could import anything")
                .check(MAIN);
    }

    @Test
    void theOracleSharesNothingWithTheEngine() {
        noClasses()
                .that()
                .resideInAPackage("dev.tributary.oracle")
                .should()
                .dependOnClassesThat(
                        resideInAPackage("dev.tributary..").and(resideOutsideOfPackage("dev.tributary.oracle")))
                .because("a mistake should have to be made twice to go unseen")
                .check(new ClassFileImporter().importPath(Path.of("target", "test-classes")));
    }

    @Test
    void thePlanAndAllBeforeItKnowNoKafka() {
        noClasses()
                .that()
                .resideInAnyPackage(named(ORDER.subList(0, ORDER.indexOf(LAST_WITHOUT_KAFKA) + 1)))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka..")
                .because("the steps run without Kafka in the simulator")
                .check(MAIN);
    }

    @Test
    void onlyExpressionsKnowCel() {
        noClasses()
                .that()
                .resideOutsideOfPackage(named("expression"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.cel..", "com.google.common..", "com.google.re2j..", "org.antlr..")
                .because("what evaluates expressions may change")
                .check(MAIN);
    }

    @Test
    void theSandboxIsForTestsOnly() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage(named("sandbox"))
                .check(MAIN);
    }

    private static String[] named(List<String> packages) {
        return packages.stream().map(PackageOrderTest::named).toArray(String[]::new);
    }

    private static String named(String name) {
        return name.isEmpty() ? "dev.tributary.." : "dev.tributary." + name + "..";
    }
}
