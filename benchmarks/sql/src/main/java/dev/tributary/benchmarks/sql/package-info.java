/** The shop's rows as tables of MariaDB; a document is the answer to one query. */
@NullMarked
package dev.tributary.benchmarks.sql;

import org.jspecify.annotations.NullMarked;
