package dev.tributary.benchmarks.command;

import dev.tributary.benchmarks.report.Report;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What all parts share.
 *
 * @param rounds how often each figure is measured
 * @param changes of rows each time, where they are as fast as they go
 * @param warmUp for how long each contender is read before its reads are measured
 * @param directory for logs and state
 */
record Run(Report report, int rounds, int changes, Duration warmUp, Path directory) {}
