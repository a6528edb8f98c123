package dev.tributary.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.Chunk;
import com.github.difflib.patch.Patch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A document that is not as expected. */
public record Mismatch(Expectation expected, Optional<JsonNode> actual) {
    /** Most documents are shown whole. */
    private static final int LINES_AROUND = 25;

    /** What differs, for people: the place, then the two documents as a diff. */
    public String text() {
        List<String> wanted = new ArrayList<>(PrettyJson.exactLines(expected.document()));
        List<String> found = PrettyJson.exactLines(actual.orElse(null));
        List<String> diff = UnifiedDiffUtils.generateUnifiedDiff(
                "expected", "actual", wanted, differences(wanted, found), LINES_AROUND);
        return expected.place().file() + ":" + expected.place().line() + ": " + expected.view() + "/" + expected.key()
                + " is not as expected\n" + String.join("\n", diff);
    }

    /**
     * Lines are compared by what they mean, and shown as they are.
     *
     * @param wanted becomes like {@code found} where these mean the same
     */
    private Patch<String> differences(List<String> wanted, List<String> found) {
        Patch<String> byMeaning =
                DiffUtils.diff(PrettyJson.lines(expected.document()), PrettyJson.lines(actual.orElse(null)));
        Patch<String> shown = new Patch<>();
        int done = 0;
        int ahead = 0;
        for (AbstractDelta<String> each : byMeaning.getDeltas()) {
            int start = each.getSource().getPosition();
            same(wanted, found, done, start, ahead);
            shown.addDelta(each.withChunks(lines(wanted, each.getSource()), lines(found, each.getTarget())));
            done = start + each.getSource().size();
            ahead += each.getTarget().size() - each.getSource().size();
        }
        same(wanted, found, done, wanted.size(), ahead);
        return shown;
    }

    private static void same(List<String> wanted, List<String> found, int from, int to, int ahead) {
        for (int i = from; i < to; i++) {
            wanted.set(i, found.get(i + ahead));
        }
    }

    private static Chunk<String> lines(List<String> all, Chunk<String> chunk) {
        int start = chunk.getPosition();
        return new Chunk<>(start, List.copyOf(all.subList(start, start + chunk.size())));
    }
}
