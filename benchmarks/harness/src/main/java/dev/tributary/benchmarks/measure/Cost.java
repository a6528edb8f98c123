package dev.tributary.benchmarks.measure;

/** How long something took, and how much of a processor the contender used for it. */
public record Cost(double seconds, double cpuSeconds) {}
