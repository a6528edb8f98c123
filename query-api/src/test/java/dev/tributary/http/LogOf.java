package dev.tributary.http;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** What a class logs, as long as this is open. */
final class LogOf implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final List<String> messages = new CopyOnWriteArrayList<>();
    private final Logger logger;
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            messages.add(event.getFormattedMessage());
        }
    };

    LogOf(Class<?> source) {
        logger = (Logger) LoggerFactory.getLogger(source);
        appender.start();
        logger.addAppender(appender);
    }

    /** Waits for a message that begins so. */
    void await(String beginning) throws InterruptedException {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        while (messages.stream().noneMatch(message -> message.startsWith(beginning))) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited for " + beginning + ", but there is " + messages);
            }
            Thread.sleep(20);
        }
    }

    /** So far. */
    List<String> messages() {
        return List.copyOf(messages);
    }

    @Override
    public void close() {
        logger.detachAppender(appender);
    }
}
