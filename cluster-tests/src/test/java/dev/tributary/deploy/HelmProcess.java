package dev.tributary.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A running {@link HelmProgram}: it takes longer to start than for all that it is asked. Not thread-safe. */
final class HelmProcess {
    private static final int DEADLINE_S = 60;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final BufferedReader answers;

    private HelmProcess(Process process) {
        this.process = process;
        this.answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Starts one that finds files from this folder. */
    static HelmProcess start(Path folder) throws IOException {
        return new HelmProcess(new ProcessBuilder(ProgramRun.command(HelmProgram.class))
                .directory(folder.toFile())
                // Helm's log; what it refuses, it answers
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    ProgramRun run(List<String> command) throws IOException, InterruptedException {
        process.getOutputStream().write((JSON.writeValueAsString(command) + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
        try {
            return CompletableFuture.supplyAsync(this::answer).get(DEADLINE_S, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failure) {
            throw new IllegalStateException(
                    "expected Helm to answer " + command + " within " + DEADLINE_S + " s, but it did not", failure);
        }
    }

    private ProgramRun answer() {
        try {
            String line = answers.readLine();
            if (line == null) {
                throw new IllegalStateException("Helm has ended with " + process.waitFor());
            }
            return JSON.readValue(line, ProgramRun.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("expected a line of JSON", e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read Helm's answer", e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** By the end of its commands: it takes no notice of a signal, and killed it would leave its machine code in the temporary folder. */
    void end() throws IOException, InterruptedException {
        process.getOutputStream().close();
        if (!process.waitFor(DEADLINE_S, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
