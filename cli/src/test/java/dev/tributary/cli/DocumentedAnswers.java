package dev.tributary.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code curl} commands in a document of ours, each with the answer below it, and the document with other answers. */
final class DocumentedAnswers {
    private static final String INDENT = "    ";
    private static final String COMMAND = INDENT + "$ curl ";
    private static final Pattern SERVER = Pattern.compile("<!-- answered by: (.+) -->");

    private final List<String> lines;
    private final List<Example> examples = new ArrayList<>();

    /**
     * A command and its answer.
     *
     * @param server what a comment above says that it is asked, or empty
     * @param command behind {@code curl}
     * @param from the line where its answer begins
     * @param to the line behind it
     */
    record Example(String server, String command, int from, int to) {}

    DocumentedAnswers(String text) {
        lines = text.lines().toList();
        String server = "";
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            Matcher comment = SERVER.matcher(line);
            if (comment.matches()) {
                server = comment.group(1);
            } else if (line.startsWith(COMMAND)) {
                int to = end(i + 1);
                examples.add(new Example(server, line.substring(COMMAND.length()), i + 1, to));
                server = "";
            }
        }
    }

    /** Up to the next command, or to what is not indented; blank lines before that are not of it. */
    private int end(int from) {
        int to = from;
        for (int i = from; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.startsWith(INDENT + "$ ") || !(line.isEmpty() || line.startsWith(INDENT))) {
                break;
            }
            if (!line.isEmpty()) {
                to = i + 1;
            }
        }
        return to;
    }

    List<Example> examples() {
        return examples;
    }

    String answer(Example example) {
        return String.join(
                "\n",
                lines.subList(example.from, example.to).stream()
                        .map(line -> line.isEmpty() ? line : line.substring(INDENT.length()))
                        .toList());
    }

    /** The whole text, with these answers in the order of the examples. */
    String with(List<String> answers) {
        StringBuilder text = new StringBuilder();
        int done = 0;
        for (int i = 0; i < examples.size(); i++) {
            lines.subList(done, examples.get(i).from)
                    .forEach(line -> text.append(line).append('\n'));
            answers.get(i)
                    .lines()
                    .forEach(line ->
                            text.append(line.isEmpty() ? "" : INDENT + line).append('\n'));
            done = examples.get(i).to;
        }
        lines.subList(done, lines.size()).forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }
}
