package dev.tributary.trials.process;

import dev.tributary.sandbox.SandboxKafka;
import dev.tributary.sandbox.process.Kafka;

/** A broker inside this JVM, for trials in which none is killed. */
public final class OneBroker implements Kafka {
    private final SandboxKafka sandbox = SandboxKafka.start();

    @Override
    public String bootstrapServers() {
        return sandbox.bootstrapServers();
    }

    @Override
    public int replication() {
        return 1;
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
