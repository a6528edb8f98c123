package dev.tributary.benchmarks;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class BenchmarksOrderTest {
    private static final List<String> ORDER = List.of("rows", "process", "load", "measure", "report", "command");
    private static final JavaClasses MAIN = new ClassFileImporter().importPath(Path.of("target", "classes"));

    @Test
    void eachImportsOnlyFromItsLeft() {
        for (int i = 0; i < ORDER.size(); i++) {
            String[] allowed = ORDER.subList(0, i + 1).stream()
                    .map(BenchmarksOrderTest::named)
                    .toArray(String[]::new);
            classes()
                    .that()
                    .resideInAPackage(named(ORDER.get(i)))
                    .should()
                    .onlyDependOnClassesThat(
                            resideInAnyPackage(allowed).or(resideOutsideOfPackage("dev.tributary.benchmarks..")))
                    .check(MAIN);
        }
    }

    /** What is measured is started as a process. */
    @Test
    void whatIsMeasuredIsNotCalled() {
        classes()
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage("dev.tributary.sandbox..", "dev.tributary.benchmarks..")
                        .or(resideOutsideOfPackage("dev.tributary..")))
                .check(MAIN);
    }

    private static String named(String name) {
        return "dev.tributary.benchmarks." + name + "..";
    }
}
