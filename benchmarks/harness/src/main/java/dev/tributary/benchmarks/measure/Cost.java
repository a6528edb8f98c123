package dev.tributary.benchmarks.measure;

/**
 * How long something took, and how much of a processor the contender used for it.
 *
 * @param programSeconds of that, without the compilers of its JVM: what it costs when it has run for long
 */
public record Cost(double seconds, double cpuSeconds, double programSeconds) {}
