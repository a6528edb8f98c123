package dev.tributary.benchmarks.process;

import dev.tributary.sandbox.Ports;
import dev.tributary.sandbox.process.Folders;
import dev.tributary.sandbox.process.Jvm;
import dev.tributary.sandbox.process.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * A contender that was started, with all processes that it started itself: a database is a part of what it costs. Not
 * thread-safe, but what it costs may be asked from anywhere.
 */
public final class Running implements AutoCloseable {
    private static final Duration STOPPED_WITHIN = Duration.ofSeconds(60);

    private final Contender contender;
    private final Place place;
    private Jvm jvm;

    private Running(Contender contender, Place place) {
        this.contender = contender;
        this.place = place;
        jvm = start(contender, place);
    }

    /** Starts it in a folder of its own. */
    public static Running start(Contender contender, Path directory, String bootstrap) {
        String name = contender.name().toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z]+", "-");
        Place place = new Place(directory.resolve(name), bootstrap, Ports.free());
        Folders.delete(place.directory());
        try {
            Files.createDirectories(place.directory());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + place.directory(), e);
        }
        return new Running(contender, place);
    }

    private static Jvm start(Contender contender, Place place) {
        return Jvm.start(
                place.directory().resolve("log"),
                place.directory().resolve("tmp"),
                contender.program().of(place));
    }

    public Contender contender() {
        return contender;
    }

    public int port() {
        return place.port();
    }

    public boolean isAlive() {
        return jvm.isAlive();
    }

    public String lastWords() {
        return jvm.lastWords();
    }

    /**
     * Processor time since its start, by the kernel's count, whose steps are 10 ms; of what runs now, without what it started
     * that has ended, such as the installation of a database.
     */
    public Duration cpu() {
        return processes()
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** Likewise, without the compilers of its JVM. */
    public Duration cpuOfProgram() {
        return processes().map(process -> CompilerThreads.cpu(process.pid())).reduce(cpu(), Duration::minus);
    }

    private Stream<ProcessHandle> processes() {
        return ProcessHandle.of(jvm.pid()).stream()
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()));
    }

    /** What it has of the memory. */
    public long residentBytes() {
        return processes().mapToLong(Running::residentBytes).sum();
    }

    private static long residentBytes(ProcessHandle process) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .findFirst()
                    .orElse(0);
        } catch (IOException notLinux) {
            return 0;
        }
    }

    /** What it keeps on disk. */
    public long diskBytes() {
        try (Stream<Path> files = Files.walk(place.state())) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException none) {
            return 0;
        }
    }

    /** Stops it in order. */
    public void stop() {
        List<ProcessHandle> all = processes().toList();
        jvm.signal("TERM");
        jvm.awaitExit(STOPPED_WITHIN);
        awaitEnd(all);
    }

    /** What it started ends with it, but may take a moment longer. */
    private void awaitEnd(List<ProcessHandle> processes) {
        Patience.until(
                "the processes of " + contender.name() + " to end",
                STOPPED_WITHIN,
                () -> processes.stream().noneMatch(ProcessHandle::isAlive),
                this::lastWords);
    }

    /** Starts it again after a stop, without what it kept. */
    public void startEmpty() {
        Folders.delete(place.state());
        jvm = start(contender, place);
    }

    /** Kills it, and deletes all but its log. */
    @Override
    public void close() {
        List<ProcessHandle> all = processes().toList();
        jvm.close();
        all.forEach(ProcessHandle::destroyForcibly);
        awaitEnd(all);
        Folders.delete(place.state());
        Folders.delete(place.directory().resolve("tmp"));
    }
}
