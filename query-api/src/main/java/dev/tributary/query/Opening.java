package dev.tributary.query;

/** What comes of opening documents for reading. */
public sealed interface Opening permits Documents, Page, Unavailable {}
