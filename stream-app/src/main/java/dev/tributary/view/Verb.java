package dev.tributary.view;

import dev.tributary.view.Field.Function;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What makes a field, and which keys may stand beside it. */
enum Verb {
    COLUMN(""),
    EXPR(""),
    ONE("through via where required order_by fields"),
    MANY("through via where order_by limit by distinct fields"),
    FLATTEN("through via where required order_by fields"),
    PLUCK("through via where order_by limit by distinct"),
    COUNT("through via where distinct"),
    SUM("through via where of"),
    AVG("through via where of"),
    MIN("through via where of"),
    MAX("through via where of"),
    COUNT_DISTINCT("through via where of");

    /** All verbs, as a file writes them. */
    static final List<String> KEYS = Arrays.stream(values()).map(Verb::key).toList();

    private final String modifiers;

    Verb(String modifiers) {
        this.modifiers = modifiers;
    }

    private List<String> modifiers() {
        return modifiers.isEmpty() ? List.of() : List.of(modifiers.split(" ", -1));
    }

    static Optional<Verb> of(String key) {
        return KEYS.contains(key) ? Optional.of(valueOf(key.toUpperCase(Locale.ROOT))) : Optional.empty();
    }

    /** Whether a key stands beside verbs, and is none itself. */
    static boolean isModifier(String key) {
        return Arrays.stream(values()).anyMatch(verb -> verb.modifiers().contains(key));
    }

    /** As a file writes it. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Itself, and what may stand beside it. */
    List<String> keys() {
        List<String> keys = new ArrayList<>(List.of(key()));
        keys.addAll(modifiers());
        return keys;
    }

    /** The keys that only other verbs have, each with those. */
    Map<String, String> misplaced() {
        Map<String, String> misplaced = new LinkedHashMap<>();
        for (Verb other : values()) {
            for (String modifier : other.modifiers()) {
                if (!modifiers().contains(modifier)) {
                    misplaced.computeIfAbsent(modifier, Verb::owners);
                }
            }
        }
        return misplaced;
    }

    private static String owners(String modifier) {
        return Arrays.stream(values())
                .filter(verb -> verb.modifiers().contains(modifier))
                .map(verb -> "`" + verb.key() + "`")
                .collect(Collectors.joining(", ", "it goes with ", ""));
    }

    /** Whether it gives one row: along a reference of the row itself, where there is one. */
    boolean isOne() {
        return this == ONE || this == FLATTEN;
    }

    /** The aggregate; only for those that are one. */
    Function function() {
        return Function.valueOf(name());
    }
}
