package dev.tributary.oracle;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What made-up view files may use. */
public record Features(Set<Feature> set) {
    /** Columns, {@code one} and {@code many} with order, limit, path, via and required, plain root conditions. */
    public static final Features BASIC = new Features(EnumSet.noneOf(Feature.class));

    /** The whole language. */
    public static final Features ALL = new Features(EnumSet.allOf(Feature.class));

    /** A copy, so that nobody changes these. */
    public Features {
        set = Set.copyOf(set);
    }

    /** These and more. */
    public Features with(Feature... more) {
        EnumSet<Feature> all = EnumSet.noneOf(Feature.class);
        all.addAll(set);
        all.addAll(List.of(more));
        return new Features(all);
    }

    /** These less some. */
    public Features without(Feature... less) {
        EnumSet<Feature> left = EnumSet.noneOf(Feature.class);
        left.addAll(set);
        left.removeAll(List.of(less));
        return new Features(left);
    }

    boolean has(Feature feature) {
        return set.contains(feature);
    }
}
