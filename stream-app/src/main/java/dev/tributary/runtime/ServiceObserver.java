package dev.tributary.runtime;

import dev.tributary.topology.Observer;
import java.util.function.LongConsumer;

/** Told what happens in a running service. Must be quick, and thread-safe. */
public interface ServiceObserver extends Observer {
    /** Looks away. */
    ServiceObserver NONE = new ServiceObserver() {
        @Override
        public LongConsumer freshness(String view) {
            return Observer.NONE.freshness(view);
        }

        @Override
        public void buried(String from, String reason) {}

        @Override
        public void started(KafkaApplication application) {}

        @Override
        public void threadReplaced(KafkaApplication application) {}
    };

    /** An application was started; it may be asked as long as the service runs, and after. */
    void started(KafkaApplication application);

    /** A thread of an application died, and another took its place. */
    void threadReplaced(KafkaApplication application);
}
