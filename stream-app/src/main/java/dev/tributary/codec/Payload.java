package dev.tributary.codec;

import java.util.Map;

/**
 * A value without the {@code {"schema":…,"payload":…}} around it, if there was one, and how its columns are encoded.
 *
 * @param conversions of the row's columns
 * @param scalar of the value itself, if it is no row
 * @param fields of the value that came, if it was not wrapped
 */
record Payload(Slice value, Map<String, Conversion> conversions, Conversion scalar, Map<String, Slice> fields) {}
