package dev.tributary.store;

/** Something of a document that is not in the fragment of its row: a hole there has its number. */
public sealed interface Slot permits Collection, Total {
    /** Its number in the layout, 1 to 239. */
    int id();
}
