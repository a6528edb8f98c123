package dev.tributary.trials.process;

import dev.tributary.sandbox.Ports;
import dev.tributary.sandbox.process.Folders;
import dev.tributary.sandbox.process.Jvm;
import dev.tributary.sandbox.process.Kafka;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An instance of the service as a process, with a port and a state directory that it keeps from start to start. It is in
 * rotation while readers may be sent to it, as a load balancer would have it. Thread-safe.
 */
public final class Instance implements AutoCloseable {
    private static final Duration STOPPED_WITHIN = Duration.ofSeconds(45);
    /**
     * All processes of a trial share two processors, of which the second compiler of a few fresh JVMs takes a third for minutes.
     * Where they are warm before anything happens, {@code -Dtrial.jvm=…} may leave it to them.
     */
    private static final List<String> OPTIONS =
            List.of(System.getProperty("trial.jvm", "-Xms128m -Xmx320m -XX:+UseSerialGC -XX:TieredStopAtLevel=1")
                    .split(" "));

    private final String name;
    private final int port;
    private final Path directory;
    private final Path state;
    private final Optional<SmallDisk> disk;
    private @Nullable Jvm jvm;
    private volatile boolean inRotation;
    private volatile boolean down = true;
    private volatile boolean excused;
    private volatile long leftAtNs = Long.MIN_VALUE;
    private volatile long toldToStopAtNs = Long.MIN_VALUE;

    /**
     * One that is not started yet.
     *
     * @param directory of the trial; view files are in it
     * @param settings further lines of the configuration
     * @param diskMegabytes of a file system of its own for its state; 0 for none
     */
    public Instance(String name, Path directory, String service, Kafka kafka, String settings, int diskMegabytes) {
        this.name = name;
        this.port = Ports.free();
        this.directory = directory;
        this.state = directory.resolve(name + "-state");
        this.disk = diskMegabytes == 0 ? Optional.empty() : Optional.of(SmallDisk.mount(state, diskMegabytes));
        try {
            Files.writeString(
                    configuration(),
                    """
                    service: %1$s
                    views: [views.yaml]
                    http: {host: 127.0.0.1, port: %2$d, advertised: "127.0.0.1:%2$d"}
                    state_dir: %3$s
                    replication: %4$d
                    kafka: {bootstrap.servers: "%5$s"}
                    """.formatted(service, port, state, kafka.replication(), kafka.bootstrapServers()) + settings);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot configure instance " + name, e);
        }
    }

    private Path configuration() {
        return directory.resolve(name + ".yaml");
    }

    public String name() {
        return name;
    }

    public int port() {
        return port;
    }

    /** As {@code /cluster} names it. */
    public String address() {
        return "127.0.0.1:" + port;
    }

    /** The file system of its state, if it has one of its own. */
    public Optional<SmallDisk> disk() {
        return disk;
    }

    /** Starts its process. It is not in rotation before it is found ready. */
    public synchronized void start() {
        if (isRunning()) {
            throw new IllegalStateException("instance " + name + " is running already");
        }
        jvm = Jvm.start(
                directory.resolve(name + ".log"),
                directory.resolve(name + "-tmp"),
                OPTIONS,
                "dev.tributary.cli.Main",
                "run",
                "-c",
                configuration().toString());
        down = false;
    }

    public synchronized boolean isRunning() {
        return jvm != null && jvm.isAlive();
    }

    /** The end of its log. */
    public synchronized String lastWords() {
        return jvm == null ? name + " was never started" : jvm.lastWords();
    }

    private synchronized Jvm jvm() {
        if (jvm == null) {
            throw new IllegalStateException("instance " + name + " was never started");
        }
        return jvm;
    }

    /** {@code kill -9}. */
    public void kill() {
        goDown();
        jvm().kill();
    }

    /** A stop in order: no more readers are sent to it, it is told to end, and ends. */
    public void stop() {
        goDown();
        toldToStopAtNs = System.nanoTime();
        jvm().signal("TERM");
        jvm().awaitExit(STOPPED_WITHIN);
    }

    /** {@code SIGSTOP}: it stands still, and the others have to think that it is dead. */
    public void pause() {
        goDown();
        jvm().signal("STOP");
    }

    /** Lets it go on after a pause. */
    public void resume() {
        jvm().signal("CONT");
        down = false;
    }

    /** Loses its disk, while it does not run. */
    public synchronized void loseState() {
        if (isRunning()) {
            throw new IllegalStateException("instance " + name + " is running");
        }
        Folders.deleteWithin(state);
    }

    /** Whether it is killed, stopped or paused. */
    public boolean isDown() {
        return down;
    }

    /** Whether it may be unready, since something was done to it. */
    public boolean isExcused() {
        return excused || down;
    }

    /** From now on it may be unready, or not. */
    public void excuse(boolean may) {
        excused = may;
    }

    /** Whether readers are sent to it. */
    public boolean inRotation() {
        return inRotation;
    }

    private synchronized void goDown() {
        down = true;
        leave();
    }

    /** Readers may be sent to it from now on, unless it is down. */
    public synchronized void enter() {
        if (!down) {
            inRotation = true;
        }
    }

    /** No more readers are sent to it. */
    public synchronized void leave() {
        leftAtNs = System.nanoTime();
        inRotation = false;
    }

    /** Whether it has been in rotation all the time since then. */
    public boolean livedSince(long ns) {
        return inRotation && leftAtNs < ns;
    }

    /** When it was last told to stop; very long ago when it never was. */
    public long toldToStopAtNs() {
        return toldToStopAtNs;
    }

    /** Kills it, and deletes what it kept; what it said stays. */
    @Override
    public void close() {
        goDown();
        synchronized (this) {
            if (jvm != null) {
                jvm.close();
            }
        }
        disk.ifPresent(SmallDisk::close);
        Folders.delete(state);
        Folders.delete(directory.resolve(name + "-tmp"));
    }
}
