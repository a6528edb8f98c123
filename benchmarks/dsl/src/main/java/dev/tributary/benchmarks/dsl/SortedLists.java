package dev.tributary.benchmarks.dsl;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** Arrays in documents: in order, each element once. */
final class SortedLists {
    private SortedLists() {}

    static <T> List<T> with(List<T> list, T element, Comparator<? super T> order) {
        List<T> elements = new ArrayList<>(list);
        int at = Collections.binarySearch(elements, element, order);
        if (at >= 0) {
            elements.set(at, element);
        } else {
            elements.add(-at - 1, element);
        }
        return elements;
    }

    static <T> List<T> without(List<T> list, T element, Comparator<? super T> order) {
        List<T> elements = new ArrayList<>(list);
        int at = Collections.binarySearch(elements, element, order);
        if (at >= 0) {
            elements.remove(at);
        }
        return elements;
    }
}
