package dev.tributary.benchmarks.rows;

/**
 * A row of a service.
 *
 * @param key its number
 * @param json all of it
 */
public record Row(String topic, int key, String json) {}
