package dev.tributary.benchmarks.command;

import dev.tributary.benchmarks.report.Report;
import java.nio.file.Path;

/**
 * What all parts share.
 *
 * @param rounds how often each figure is measured
 * @param changes of rows each time, where they are as fast as they go
 * @param directory for logs and state
 */
record Run(Report report, int rounds, int changes, Path directory) {}
