package dev.tributary.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The service shares a JVM with the sandbox: what Kafka's jars drag along must not meet the service's own. */
class ClassPathTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.eclipse.jetty.server.Server",
                "jakarta.servlet.Servlet",
                "jakarta.ws.rs.Path",
                "org.glassfish.jersey.server.ResourceConfig",
                "org.apache.kafka.connect.runtime.Worker",
                "org.apache.logging.log4j.core.Logger",
                "org.apache.commons.logging.Log",
                "org.yaml.snakeyaml.Yaml"
            })
    void staysFreeOf(String className) {
        String resource = className.replace('.', '/') + ".class";
        assertThat(getClass().getClassLoader().getResource(resource)).isNull();
    }
}
