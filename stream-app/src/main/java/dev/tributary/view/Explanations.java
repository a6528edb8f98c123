package dev.tributary.view;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What each problem's code means, as the documents on the language and on cases say it. */
public final class Explanations {
    private static final List<String> DOCUMENTS = List.of("view-language.md", "cases.md");
    private static final String PROBLEMS = "\n## Problems\n";

    /** A heading that is a code, and what stands below it. */
    private static final Pattern EXPLANATION =
            Pattern.compile("^### ([a-z]+(?:-[a-z]+)+)\\R(.*?)(?=^##|\\z)", Pattern.MULTILINE | Pattern.DOTALL);

    private static final Map<String, String> BY_CODE = read();

    private Explanations() {}

    /** The code, what it means, and an example, as text that ends with a line break. */
    public static Optional<String> of(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }

    /** All codes, sorted. */
    public static List<String> codes() {
        return List.copyOf(BY_CODE.keySet());
    }

    private static Map<String, String> read() {
        Map<String, String> explanations = new TreeMap<>();
        for (String document : DOCUMENTS) {
            String text = Resources.text(document);
            Matcher matcher = EXPLANATION.matcher(text.substring(text.indexOf(PROBLEMS)));
            while (matcher.find()) {
                explanations.put(
                        matcher.group(1),
                        matcher.group(1) + "\n\n" + matcher.group(2).strip() + "\n");
            }
        }
        return Collections.unmodifiableMap(explanations);
    }
}
