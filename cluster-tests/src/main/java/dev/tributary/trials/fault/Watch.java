package dev.tributary.trials.fault;

import dev.tributary.sandbox.process.Patience;
import dev.tributary.trials.process.Instance;
import dev.tributary.trials.read.Answer;
import dev.tributary.trials.read.Connection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;

/** Asks an instance again and again whether it is ready, and puts it into rotation and out of it, as a load balancer does. */
final class Watch implements AutoCloseable {
    private static final Duration EVERY = Duration.ofMillis(200);

    private final Instance instance;
    private final Consumer<String> complaints;
    private final Thread thread;
    private volatile boolean stopping;

    private Watch(Instance instance, Consumer<String> complaints) {
        this.instance = instance;
        this.complaints = complaints;
        thread = new Thread(this::run, "watch-" + instance.name());
        thread.setDaemon(true);
    }

    /** @param complaints of an instance that is not ready though nothing was done to it */
    static Watch start(Instance instance, Consumer<String> complaints) {
        Watch watch = new Watch(instance, complaints);
        watch.thread.start();
        return watch;
    }

    private void run() {
        try (Connection connection = new Connection(instance.port())) {
            while (!stopping) {
                if (!instance.isDown()) {
                    look(connection);
                }
                Patience.sleep(EVERY);
            }
        }
    }

    private void look(Connection connection) {
        String trouble;
        try {
            Answer answer = connection.get("/health/ready", "");
            trouble = answer.status() == 200
                    ? ""
                    : "/health/ready is " + answer.status() + " " + new String(answer.body(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            trouble = broken.toString();
        }
        if (trouble.isEmpty()) {
            instance.enter();
        } else if (instance.inRotation()) {
            instance.leave();
            if (!instance.isExcused() && !stopping) {
                complaints.accept(instance.name() + " went out of rotation: " + trouble);
            }
        }
    }

    @Override
    public void close() {
        stopping = true;
    }
}
