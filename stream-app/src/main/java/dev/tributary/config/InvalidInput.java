package dev.tributary.config;

import java.util.List;
import java.util.stream.Collectors;

/** Files that cannot be used. The message is all that is wrong with them, warnings included, as people read it. */
public final class InvalidInput extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public InvalidInput(List<Problem> problems) {
        super(problems.stream().map(Problem::render).collect(Collectors.joining("\n\n")));
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }
}
