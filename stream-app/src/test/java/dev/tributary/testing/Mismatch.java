package dev.tributary.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.util.List;
import java.util.Optional;

/** A document that is not as expected. */
public record Mismatch(Expectation expected, Optional<JsonNode> actual) {
    /** Most documents are shown whole. */
    private static final int LINES_AROUND = 25;

    /** What differs, for people: the place, then the two documents as a diff. */
    public String text() {
        List<String> wanted = PrettyJson.lines(expected.document());
        List<String> found = PrettyJson.lines(actual.orElse(null));
        List<String> diff = UnifiedDiffUtils.generateUnifiedDiff(
                "expected", "actual", wanted, DiffUtils.diff(wanted, found), LINES_AROUND);
        return expected.place().file() + ":" + expected.place().line() + ": " + expected.view() + "/" + expected.key()
                + " is not as expected\n" + String.join("\n", diff);
    }
}
