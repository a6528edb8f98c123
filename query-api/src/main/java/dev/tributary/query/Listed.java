package dev.tributary.query;

import java.util.List;
import java.util.Map;

/**
 * Keys of documents, and how far the copies had come in which they were found.
 *
 * @param keys canonical, in order, each once
 * @param folded for each partition that was looked at, the offset of the last record that it had taken in; -1 when it had none
 */
public record Listed(List<byte[]> keys, Map<Integer, Long> folded) {}
