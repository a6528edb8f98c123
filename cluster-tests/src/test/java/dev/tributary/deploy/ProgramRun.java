package dev.tributary.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What a program of the class path did, in a JVM of its own.
 *
 * @param exit its exit code
 * @param out what it wrote to its standard output
 * @param err what it wrote to its standard error
 */
record ProgramRun(int exit, String out, String err) {
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final List<String> JAVA = List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"));

    /**
     * Runs one to its end.
     *
     * @param environment all of it
     * @param folder in which it runs, and writes nothing
     */
    static ProgramRun of(Class<?> program, Map<String, String> environment, Path folder, List<String> arguments)
            throws IOException, InterruptedException {
        Path out = Files.createTempFile("out", ".txt");
        Path err = Files.createTempFile("err", ".txt");
        try {
            List<String> command = command(program);
            command.addAll(arguments);
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().clear();
            builder.environment().putAll(environment);
            return new ProgramRun(ended(builder.start()), Files.readString(out), Files.readString(err));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    /** What starts it, to be continued with arguments. */
    static List<String> command(Class<?> program) {
        List<String> command = new ArrayList<>(JAVA);
        command.add(program.getName());
        return command;
    }

    private static int ended(Process process) throws InterruptedException {
        try {
            if (!process.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("expected the program to end within " + DEADLINE + ", but it runs");
            }
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }
}
