package dev.tributary.benchmarks.spring;

import dev.tributary.benchmarks.dsl.Setting;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.annotation.EnableKafkaStreams;
import org.springframework.kafka.annotation.KafkaStreamsDefaultConfiguration;
import org.springframework.kafka.config.KafkaStreamsConfiguration;

/** Spring Boot with Kafka Streams. */
@SpringBootApplication(proxyBeanMethods = false)
@EnableKafkaStreams
public class SpringService {
    public static void main(String[] arguments) {
        SpringApplication.run(SpringService.class, arguments);
    }

    @Bean
    Setting setting() {
        return Setting.ofEnvironment();
    }

    @Bean(name = KafkaStreamsDefaultConfiguration.DEFAULT_STREAMS_CONFIG_BEAN_NAME)
    KafkaStreamsConfiguration streams(Setting setting) {
        return new KafkaStreamsConfiguration(setting.streams());
    }
}
