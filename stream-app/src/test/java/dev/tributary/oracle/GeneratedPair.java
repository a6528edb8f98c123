package dev.tributary.oracle;

import java.util.List;

/**
 * A view file and a history of its sources, both made up from one seed.
 *
 * @param text the view file as it is written
 * @param file the same as the oracle reads it
 */
public record GeneratedPair(long seed, String text, ViewFile file, List<Event> events) {

    /**
     * The pair of a seed.
     *
     * @param features what the view file may use
     * @param depth how deep objects nest at most
     * @param length of the history; a shorter one is the beginning of a longer one
     */
    public static GeneratedPair of(long seed, Features features, int depth, int length) {
        GeneratedViews views = new GeneratedViews(seed, features, depth);
        String text = views.text();
        try {
            ViewFile file = ViewFile.ofText(text);
            return new GeneratedPair(seed, text, file, History.of(file, views.kinds(), seed, length));
        } catch (RuntimeException e) {
            throw new IllegalStateException("seed " + seed + " made a file that is not valid:\n" + text, e);
        }
    }

    /** The file and the history, to be read by whoever looks for what went wrong. */
    @Override
    public String toString() {
        StringBuilder all = new StringBuilder("seed " + seed + "\n" + text);
        for (int i = 0; i < events.size(); i++) {
            Event event = events.get(i);
            all.append(i + 1)
                    .append(event.delete() ? ". delete " : ". ")
                    .append(event.source())
                    .append(' ')
                    .append(Values.text(event.row()))
                    .append('\n');
        }
        return all.toString();
    }
}
