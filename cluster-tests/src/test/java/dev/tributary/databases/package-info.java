/** MariaDB, Connect, Kafka and the service together: what is written with SQL is what documents and tables show. */
@NullMarked
package dev.tributary.databases;

import org.jspecify.annotations.NullMarked;
