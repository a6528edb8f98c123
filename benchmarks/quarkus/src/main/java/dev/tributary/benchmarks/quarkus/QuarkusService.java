package dev.tributary.benchmarks.quarkus;

import dev.tributary.benchmarks.dsl.Setting;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Quarkus with Kafka Streams. */
@QuarkusMain
public class QuarkusService {
    public static void main(String[] arguments) {
        // the extension hands on what begins so; said here, it is no copy of the other services' settings
        Setting.ofEnvironment()
                .streams()
                .forEach((name, value) -> System.setProperty("kafka-streams." + name, String.valueOf(value)));
        Quarkus.run(arguments);
    }
}
