package dev.tributary.view;

import java.util.Optional;

/**
 * One view: a document per row of {@code from} that passes {@code where}.
 *
 * @param from the source whose rows are the documents' roots
 */
public record View(String name, String from, Optional<Condition> where, Fields fields) {}
