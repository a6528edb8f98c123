package dev.tributary.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds the name that somebody probably meant. */
public final class Nearest {
    private static final int MAX_DISTANCE = 2;
    /** Of every so many letters one may be wrong: short names are near to everything. */
    private static final int LETTERS_PER_MISTAKE = 3;

    private static final int MAX_LISTED = 20;

    private Nearest() {}

    /** The nearest of the names, when it is near enough to suggest. */
    public static Optional<String> to(String name, Collection<String> names) {
        return names.stream()
                .filter(candidate -> near(name, candidate))
                .min(Comparator.comparingInt((String candidate) -> distance(name, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** "did you mean …?", or else {@code label} and what there is to choose from. */
    public static String hint(String name, Collection<String> names, String label) {
        return to(name, names)
                .map(near -> "did you mean `" + near + "`?")
                .orElseGet(() -> names.isEmpty() ? "" : label + " " + list(names));
    }

    /** The names in backticks; of very many only the first. */
    public static String list(Collection<String> names) {
        String listed = names.stream().limit(MAX_LISTED).map(n -> "`" + n + "`").collect(Collectors.joining(", "));
        return names.size() > MAX_LISTED ? listed + " and " + (names.size() - MAX_LISTED) + " more" : listed;
    }

    /** Whether the one could be the other mistyped. */
    public static boolean near(String a, String b) {
        int shorter = Math.min(a.length(), b.length());
        int allowed = Math.min(MAX_DISTANCE, Math.max(1, shorter / LETTERS_PER_MISTAKE));
        return shorter > 1 && Math.abs(a.length() - b.length()) <= allowed && distance(a, b) <= allowed;
    }

    /** Letters to insert, delete, replace, or swap with their neighbour; upper and lower case are the same. */
    static int distance(String first, String second) {
        String a = first.toLowerCase(Locale.ROOT);
        String b = second.toLowerCase(Locale.ROOT);
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, a, b, i, j);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int cheapest(int[][] cost, String a, String b, int i, int j) {
        int replaced = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replaced, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, 1 + cost[i - 2][j - 2]) : best;
    }
}
