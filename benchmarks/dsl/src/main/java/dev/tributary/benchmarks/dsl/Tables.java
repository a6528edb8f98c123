package dev.tributary.benchmarks.dsl;

import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.state.KeyValueStore;

/** Tables of JSON by the rows' numbers as text. */
final class Tables {
    static final Serde<String> KEY = Serdes.String();

    private Tables() {}

    /** The rows of a topic. */
    static <V> KTable<String, V> of(StreamsBuilder builder, String topic, Class<V> type) {
        return builder.table(topic, Consumed.with(KEY, JsonSerde.of(type)), stored(topic + "-table", type));
    }

    /** A store that keeps values of a type. */
    static <V> Materialized<String, V, KeyValueStore<Bytes, byte[]>> stored(String name, Class<V> type) {
        return Materialized.<String, V, KeyValueStore<Bytes, byte[]>>as(name)
                .withKeySerde(KEY)
                .withValueSerde(JsonSerde.of(type));
    }
}
