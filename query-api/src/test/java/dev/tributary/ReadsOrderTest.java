package dev.tributary;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Reads import the engine, and HTTP imports the reads; nothing else of ours. */
class ReadsOrderTest {
    private static final List<String> ENGINE =
            List.of("config", "expression", "view", "codec", "store", "plan", "topology", "runtime");

    private static final JavaClasses MAIN = new ClassFileImporter().importPath(Path.of("target", "classes"));

    @Test
    void queryKnowsNoHttp() {
        importsOnly("query");
    }

    @Test
    void instancesReadEachOthersCopiesByQueries() {
        importsOnly("cluster", "query");
    }

    @Test
    void followingImportsQueries() {
        importsOnly("live", "query", "cluster");
    }

    @Test
    void whoMayReadIsDecidedWithoutHttpAndQueries() {
        importsOnly("access");
    }

    @Test
    void measuringKnowsNoHttp() {
        importsOnly("metrics");
    }

    @Test
    void whatTheApiSaysOfItselfKnowsNoHttp() {
        importsOnly("openapi");
    }

    @Test
    void httpImportsAllTheOthers() {
        importsOnly("http", "query", "cluster", "live", "access", "metrics", "openapi");
    }

    @Test
    void everyPackageHasItsPlaceInTheOrder() {
        classes()
                .should()
                .resideInAnyPackage(
                        named("query"),
                        named("cluster"),
                        named("live"),
                        named("access"),
                        named("metrics"),
                        named("openapi"),
                        named("http"))
                .allowEmptyShould(true)
                .check(MAIN);
    }

    private static void importsOnly(String from, String... left) {
        String[] allowed = Stream.of(ENGINE.stream(), Stream.of(left), Stream.of(from))
                .flatMap(names -> names)
                .map(ReadsOrderTest::named)
                .toArray(String[]::new);
        classes()
                .that()
                .resideInAPackage(named(from))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(allowed).or(resideOutsideOfPackage("dev.tributary..")))
                .allowEmptyShould(true)
                .check(MAIN);
    }

    private static String named(String name) {
        return "dev.tributary." + name + "..";
    }
}
