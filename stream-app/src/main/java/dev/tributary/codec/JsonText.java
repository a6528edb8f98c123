package dev.tributary.codec;

/** A JSON array or object, as its compact text. */
public record JsonText(String text) {}
