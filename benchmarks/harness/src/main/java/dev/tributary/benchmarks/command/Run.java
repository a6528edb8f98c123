package dev.tributary.benchmarks.command;

import dev.tributary.benchmarks.report.Report;
import java.nio.file.Path;

/**
 * What all parts share.
 *
 * @param rounds how often each figure is measured
 * @param directory for logs and state
 */
record Run(Report report, int rounds, Path directory) {}
