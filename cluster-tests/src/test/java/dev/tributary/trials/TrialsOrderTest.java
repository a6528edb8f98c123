package dev.tributary.trials;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The packages of the trials have one order, too. */
class TrialsOrderTest {
    private static final List<String> ORDER = List.of("process", "rows", "read", "fault", "trial");
    private static final JavaClasses MAIN = new ClassFileImporter().importPath(Path.of("target", "classes"));

    @Test
    void eachImportsOnlyFromItsLeft() {
        for (int i = 0; i < ORDER.size(); i++) {
            String[] allowed =
                    ORDER.subList(0, i + 1).stream().map(TrialsOrderTest::named).toArray(String[]::new);
            classes()
                    .that()
                    .resideInAPackage(named(ORDER.get(i)))
                    .should()
                    .onlyDependOnClassesThat(
                            resideInAnyPackage(allowed).or(resideOutsideOfPackage("dev.tributary.trials..")))
                    .check(MAIN);
        }
    }

    @Test
    void whatIsStartedIsNotCalled() {
        String[] called = Stream.of("oracle", "sandbox", "trials")
                .map(each -> "dev.tributary." + each + "..")
                .toArray(String[]::new);
        classes()
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(called).or(resideOutsideOfPackage("dev.tributary..")))
                .check(MAIN);
    }

    private static String named(String name) {
        return "dev.tributary.trials." + name + "..";
    }
}
