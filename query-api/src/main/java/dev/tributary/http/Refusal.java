package dev.tributary.http;

/** A request that cannot be answered as it is; carries its whole answer, and no stack trace. */
final class Refusal extends RuntimeException {
    private final transient Problem problem;

    Refusal(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
