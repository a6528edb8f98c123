package dev.tributary.live;

import dev.tributary.plan.Log;
import dev.tributary.runtime.LogTail.Entry;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Those who follow a view. A change of a document costs as much as there are who want to hear of it. Thread-safe. */
final class Subscribers {
    private final Log documents;
    private final Set<Subscriber> ofAll = new LinkedHashSet<>();
    private final Map<ByteBuffer, Set<Subscriber>> ofOne = new HashMap<>();

    Subscribers(Log documents) {
        this.documents = documents;
    }

    synchronized void add(Subscriber subscriber) {
        Optional<ByteBuffer> only = subscriber.only().map(ByteBuffer::wrap);
        if (only.isPresent()) {
            ofOne.computeIfAbsent(only.get(), first -> new LinkedHashSet<>()).add(subscriber);
        } else {
            ofAll.add(subscriber);
        }
    }

    synchronized void remove(Subscriber subscriber) {
        Optional<ByteBuffer> only = subscriber.only().map(ByteBuffer::wrap);
        if (only.isEmpty()) {
            ofAll.remove(subscriber);
            return;
        }
        Set<Subscriber> same = ofOne.getOrDefault(only.get(), Set.of());
        if (same.remove(subscriber) && same.isEmpty()) {
            ofOne.remove(only.get());
        }
    }

    synchronized boolean isEmpty() {
        return ofAll.isEmpty() && ofOne.isEmpty();
    }

    synchronized void tell(Entry entry) {
        if (!entry.spot().log().equals(documents)) {
            ofAll.forEach(each -> each.indexed(entry));
            return;
        }
        byte[] document = documents.routing(entry.key());
        ofAll.forEach(each -> each.changed(entry.spot(), entry.offset(), document));
        ofOne.getOrDefault(ByteBuffer.wrap(document), Set.of())
                .forEach(each -> each.changed(entry.spot(), entry.offset(), document));
    }

    synchronized Collection<Subscriber> all() {
        Set<Subscriber> all = new LinkedHashSet<>(ofAll);
        ofOne.values().forEach(all::addAll);
        return List.copyOf(all);
    }
}
