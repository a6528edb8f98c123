package dev.tributary.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.view.Encoding;
import dev.tributary.view.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Records whose schemas are in a registry: when it is asked, and when it is away. */
final class RegistryDecoderTest {
    private static final long SEED = Long.getLong("damage.seed", System.nanoTime());
    private static final int RECORDS = 5_000;
    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final byte[] BOB = HexFormat.of().parseHex("000000002A0206426F62");
    private static final String USER =
            "{\"schema\":\"{\\\"type\\\":\\\"record\\\",\\\"name\\\":\\\"User\\\",\\\"fields\\\":["
                    + "{\\\"name\\\":\\\"id\\\",\\\"type\\\":\\\"int\\\"},{\\\"name\\\":\\\"n\\\",\\\"type\\\":\\\"string\\\"}]}\"}";

    private RecordedRegistry registry;

    @BeforeEach
    void start() throws IOException {
        registry = new RecordedRegistry(Map.of("/schemas/ids/42", USER));
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    private static RecordDecoder decoder(String url) {
        Encoding encoding = new Encoding(Encoding.Format.AVRO, Optional.empty(), Optional.of(url));
        Source source = new Source(
                "s",
                Source.Kind.ROWS,
                "s",
                encoding,
                List.of("id"),
                List.of(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return RecordDecoders.of(source, PATIENCE);
    }

    private static String said(RecordDecoder decoder, byte[] value) {
        return ChangeText.of(
                decoder.decode(null, value, RecordDecoder.Headers.NONE).get(0));
    }

    @Test
    void aSchemaIsAskedForOnce() {
        RecordDecoder decoder = decoder(registry.url() + "/");
        said(decoder, BOB);
        assertThat(said(decoder, BOB)).isEqualTo("put 1 {\"id\":1,\"n\":\"Bob\"}");
        assertThat(registry.requests()).containsExactly("/schemas/ids/42");
    }

    @Test
    void aRegistryThatIsAwayForAMomentIsWaitedFor() {
        registry.failures.set(2);
        assertThat(said(decoder(registry.url()), BOB)).startsWith("put 1");
        assertThat(registry.requests()).hasSize(3);
    }

    @Test
    void whileItIsAwayTheRecordIsNeitherLostNorDead() {
        RecordDecoder decoder = decoder(registry.url());
        registry.failures.set(Integer.MAX_VALUE);
        assertThatThrownBy(() -> said(decoder, BOB))
                .isInstanceOf(RegistryUnavailable.class)
                .hasMessageStartingWith(
                        "the schema registry does not answer GET " + registry.url() + "/schemas/ids/42 (")
                .hasMessageContaining("status 503");
        registry.failures.set(0);
        assertThat(said(decoder, BOB)).isEqualTo("put 1 {\"id\":1,\"n\":\"Bob\"}");
    }

    @Test
    void aRegistryThatIsNotThereIsAway() {
        String url = registry.url();
        registry.close();
        assertThatThrownBy(() -> said(decoder(url), BOB))
                .isInstanceOf(RegistryUnavailable.class)
                .hasMessageContaining("ConnectException");
    }

    @Test
    void aSchemaThatItDoesNotKnowIsTheRecordsFault() {
        RecordDecoder decoder = decoder(registry.url());
        byte[] other = BOB.clone();
        other[4] = 7;
        assertThat(said(decoder, other)).isEqualTo("Expected the registry to know schema 7, but it does not");
        assertThat(said(decoder, BOB)).startsWith("put 1");
    }

    @Test
    void nameAndPasswordAreSent() {
        said(decoder(registry.url().replace("http://", "http://ada:secret@")), BOB);
        assertThat(registry.authorizations()).containsExactly("Basic YWRhOnNlY3JldA==");
    }

    @Test
    void damagedDataIsInvalidAndNothingElse() throws IOException {
        Random random = new Random(SEED);
        for (String name : List.of("avro/types", "avro/debezium", "protobuf/types", "protobuf/debezium")) {
            FormatSample sample = FormatSample.read(Path.of("src/test/resources/formats/" + name + ".yaml"));
            try (RecordedRegistry recorded = new RecordedRegistry(sample.registry())) {
                RecordDecoder decoder = RecordDecoders.of(sample.source(recorded.url()), PATIENCE);
                byte[] value = Objects.requireNonNull(sample.records().get(0).value());
                for (int i = 0; i < RECORDS; i++) {
                    said(decoder, damaged(value, random));
                }
            }
        }
    }

    /** The schema's number stays. */
    private static byte[] damaged(byte[] value, Random random) {
        byte[] damaged =
                random.nextInt(4) == 0 ? Arrays.copyOf(value, 5 + random.nextInt(value.length - 5)) : value.clone();
        for (int i = random.nextInt(4); i > 0 && damaged.length > 5; i--) {
            damaged[5 + random.nextInt(damaged.length - 5)] = (byte) random.nextInt();
        }
        return damaged;
    }
}
