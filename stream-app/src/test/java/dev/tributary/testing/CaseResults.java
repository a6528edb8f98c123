package dev.tributary.testing;

import java.util.List;

/** What came of the cases of a directory. */
public record CaseResults(List<CaseResult> cases) {
    public CaseResults {
        cases = List.copyOf(cases);
    }

    public long passed() {
        return cases.stream().filter(CaseResult::passed).count();
    }

    public long failed() {
        return cases.size() - passed();
    }

    /** All that failed, in the order in which it ran. */
    public List<String> failures() {
        return cases.stream().flatMap(each -> each.failures().stream()).toList();
    }
}
