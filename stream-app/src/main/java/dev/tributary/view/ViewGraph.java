package dev.tributary.view;

import dev.tributary.config.Place;
import dev.tributary.config.Problems;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which view uses which. A circle of them could never be computed. */
final class ViewGraph {
    private record Use(String user, String used, Place place) {}

    private final List<Use> uses = new ArrayList<>();

    void add(String user, String used, Place place) {
        uses.add(new Use(user, used, place));
    }

    /** Whether the one needs the other, as far as is known yet. */
    boolean uses(String user, String used) {
        return uses.stream().anyMatch(use -> use.user.equals(user))
                && !way(user, used).isEmpty();
    }

    /** Reports every circle once. */
    void check(Problems problems) {
        Set<Set<String>> reported = new HashSet<>();
        for (Use use : uses) {
            List<String> back = way(use.used, use.user);
            if (!back.isEmpty() && reported.add(Set.copyOf(back))) {
                String circle = use.user + " → " + String.join(" → ", back);
                boolean alone = use.used.equals(use.user);
                String message = alone
                        ? "view `" + use.user + "` is made from itself"
                        : "these views need each other: " + circle;
                String hint = alone
                        ? "name a source, or another view"
                        : "leave one of these uses out, or name a source in it instead";
                problems.error("view-cycle", use.place, message, hint);
            }
        }
    }

    /** The shortest way along uses, both ends included; empty when there is none. */
    private List<String> way(String from, String to) {
        Map<String, String> cameFrom = new HashMap<>();
        Deque<String> open = new ArrayDeque<>(List.of(from));
        cameFrom.put(from, from);
        while (!open.isEmpty() && !cameFrom.containsKey(to)) {
            String view = open.removeFirst();
            used(view).forEach((next, use) -> {
                if (cameFrom.putIfAbsent(next, view) == null) {
                    open.addLast(next);
                }
            });
        }
        return cameFrom.containsKey(to) ? trace(cameFrom, from, to) : List.of();
    }

    private Map<String, Use> used(String view) {
        Map<String, Use> used = new LinkedHashMap<>();
        uses.stream().filter(use -> use.user.equals(view)).forEach(use -> used.putIfAbsent(use.used, use));
        return used;
    }

    private static List<String> trace(Map<String, String> cameFrom, String from, String to) {
        Deque<String> way = new ArrayDeque<>(List.of(to));
        while (!way.getFirst().equals(from)) {
            way.addFirst(cameFrom.getOrDefault(way.getFirst(), from));
        }
        return List.copyOf(way);
    }
}
