package dev.tributary.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** How data of one Avro type is written as JSON. */
@FunctionalInterface
interface AvroType {
    void write(BinaryInput in, JsonGenerator to) throws IOException;
}
