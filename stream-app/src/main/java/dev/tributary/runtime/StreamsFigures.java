package dev.tributary.runtime;

import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/** Adds up a few of the thousands of metrics of a Kafka Streams application. */
final class StreamsFigures {
    private final Map<MetricName, ? extends Metric> metrics;

    private StreamsFigures(Map<MetricName, ? extends Metric> metrics) {
        this.metrics = metrics;
    }

    static KafkaApplication.Figures of(Map<MetricName, ? extends Metric> metrics) {
        StreamsFigures all = new StreamsFigures(metrics);
        return new KafkaApplication.Figures(
                all.sum("stream-metrics", "alive-stream-threads"),
                all.sum("stream-thread-metrics", "process-total"),
                all.sum("consumer-fetch-manager-metrics", "bytes-consumed-total"),
                all.sum("producer-metrics", "record-send-total"),
                all.sum("producer-metrics", "record-error-total"),
                all.sum("consumer-coordinator-metrics", "rebalance-total"));
    }

    /** Each client or thread counts once; what Kafka also tells by topic is left out. */
    private double sum(String group, String name) {
        double sum = 0;
        for (Map.Entry<MetricName, ? extends Metric> each : metrics.entrySet()) {
            MetricName metric = each.getKey();
            if (metric.group().equals(group)
                    && metric.name().equals(name)
                    && !metric.tags().containsKey("topic")
                    && each.getValue().metricValue() instanceof Number value
                    && Double.isFinite(value.doubleValue())) {
                sum += value.doubleValue();
            }
        }
        return sum;
    }
}
