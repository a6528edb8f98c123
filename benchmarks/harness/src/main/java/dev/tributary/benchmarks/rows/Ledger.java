package dev.tributary.benchmarks.rows;

import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** What the newest version of each row of some services is, and so what each document must be. Documents are numbered from 1. */
public interface Ledger {
    /** Where the services write their rows. */
    List<String> topics();

    /** Every row as it is now. */
    void each(Consumer<Row> to);

    int rows();

    /** Changes one of the rows of which there are most. */
    Change change(Random random);

    int documents();

    /** The number of a document of usual size. */
    int anyDocument(Random random);

    /** The JSON of a document. */
    String document(int number);
}
