package dev.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code test}: passed, failed, and wrongly written cases. */
class TestCommandTest {
    @TempDir
    Path directory;

    @BeforeEach
    void writeViews() throws IOException {
        Files.writeString(directory.resolve("views.yaml"), """
                sources:
                  users: {topic: users, key: user_id}
                views:
                  people: {from: users, fields: [user_id, name]}
                """);
        Files.createDirectory(directory.resolve("cases"));
    }

    @Test
    void passesTheCasesOfAnExample() {
        Cli cli = Cli.run("test", Cli.example("people").toString());
        assertThat(cli.code()).isZero();
        assertThat(cli.out()).contains("ok   ").contains("bosses.yaml").contains("3 passed, 0 failed");
    }

    @Test
    void showsWhatAFailedCaseDiffersIn() throws IOException {
        writeCase("Ben");
        Cli cli = Cli.run("test", directory.toString());
        assertThat(cli.code()).isEqualTo(Main.FAILURE);
        assertThat(cli.out())
                .contains("FAIL " + directory.resolve("cases/names.yaml"))
                .contains(":6: people/1 is not as expected")
                .contains("-  \"name\": \"Ben\"")
                .contains("+  \"name\": \"Ada\"")
                .contains("0 passed, 1 failed");
    }

    @Test
    void writesAReportOfFailuresToo() throws IOException {
        writeCase("Ben");
        Path report = directory.resolve("report.xml");
        assertThat(Cli.run("test", directory.toString(), "--junit", report.toString())
                        .code())
                .isEqualTo(Main.FAILURE);
        assertThat(report)
                .content()
                .contains("<testsuite ")
                .contains("failures=\"1\"")
                .contains("people/1");
        writeCase("Ada");
        assertThat(Cli.run("test", directory.toString(), "--junit", report.toString())
                        .code())
                .isZero();
        assertThat(report).content().contains("failures=\"0\"");
    }

    @Test
    void aCaseOfAnUnknownViewIsBadInput() throws IOException {
        Files.writeString(directory.resolve("cases/wrong.yaml"), "steps:\n  - expect:\n      peple: {1: null}\n");
        Cli cli = Cli.run("test", directory.toString());
        assertThat(cli.code()).isEqualTo(Main.BAD_INPUT);
        assertThat(cli.err()).contains("wrong.yaml:3:7").contains("did you mean `people`?");
    }

    @Test
    void noCasesAreBadInput() {
        Cli cli = Cli.run("test", directory.toString());
        assertThat(cli.code()).isEqualTo(Main.BAD_INPUT);
        assertThat(cli.err()).contains("there are no cases").contains("cases/*.yaml");
    }

    @Test
    void anUnknownDriverGivesTheDrivers() {
        Cli cli = Cli.run("test", directory.toString(), "--driver", "real");
        assertThat(cli.code()).isEqualTo(Main.BAD_INPUT);
        assertThat(cli.err()).contains("topology").contains("kafka");
    }

    private void writeCase(String expectedName) throws IOException {
        Files.writeString(directory.resolve("cases/names.yaml"), """
                steps:
                  - events:
                      - users: {user_id: 1, name: Ada}
                    expect:
                      people:
                        1: {user_id: 1, name: %s}
                """.formatted(expectedName));
    }
}
