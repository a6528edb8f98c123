package dev.tributary.benchmarks.report;

/**
 * Two figures of one run against each other, or one figure against what it should be.
 *
 * @param atLeast whether more is better
 */
public record Ratio(String what, double value, double target, boolean atLeast) {
    public static Ratio atLeast(String what, double value, double target) {
        return new Ratio(what, value, target, true);
    }

    public static Ratio atMost(String what, double value, double target) {
        return new Ratio(what, value, target, false);
    }

    public boolean isMet() {
        return atLeast ? value >= target : value <= target;
    }

    @Override
    public String toString() {
        return what + ": " + Figure.text(value) + ", target " + (atLeast ? "at least " : "at most ")
                + Figure.text(target);
    }
}
