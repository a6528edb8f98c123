package dev.tributary.sandbox;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.tools.ConsoleProducer;
import org.apache.kafka.tools.TopicCommand;
import org.apache.kafka.tools.consumer.ConsoleConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Kafka's own command-line tools, run in this JVM.
 *
 * <p>They end by exiting, and the producer sends its last records in a shutdown hook. So each runs on a thread of its
 * own, with exits and hooks caught: an exit gives its code and stops that thread, then the hooks run.
 */
public final class KafkaTools {

    private static final String BOOTSTRAP = "--bootstrap-server";
    private static final Map<String, Tool> TOOLS = new TreeMap<>(Map.of(
            "topics", TopicCommand::main,
            "produce", ConsoleProducer::main,
            "consume", ConsoleConsumer::main));

    private KafkaTools() {}

    /** Whether there is a tool of that name. */
    public static boolean knows(String tool) {
        return TOOLS.containsKey(tool);
    }

    @FunctionalInterface
    private interface Tool {
        void run(String[] args) throws Exception;
    }

    /**
     * Runs a tool to its end, on this process's standard streams. One at a time: they share Kafka's static exit.
     *
     * @param tool {@code topics}, {@code produce} or {@code consume}
     * @param bootstrapServers for {@code --bootstrap-server}, unless the arguments give it
     * @return the tool's exit code
     */
    public static synchronized int run(String tool, String bootstrapServers, String... args) {
        @Nullable Tool chosen = TOOLS.get(tool);
        if (chosen == null) {
            throw new SandboxException("no tool " + tool + "; there are " + String.join(", ", TOOLS.keySet()));
        }
        String[] complete = withBootstrap(bootstrapServers, args);
        Hooks hooks = new Hooks();
        CompletableFuture<Integer> exit = new CompletableFuture<>();
        Exit.Procedure caught = (code, message) -> {
            exit.complete(code);
            stopHere();
        };
        Exit.setExitProcedure(caught);
        Exit.setShutdownHookAdder((name, hook) -> hooks.add(hook));
        try {
            start(tool, chosen, complete, exit);
            return await(exit, hooks);
        } finally {
            Exit.resetExitProcedure();
            Exit.resetShutdownHookAdder();
        }
    }

    private static String[] withBootstrap(String servers, String[] args) {
        if (Arrays.stream(args).anyMatch(arg -> arg.equals(BOOTSTRAP) || arg.startsWith(BOOTSTRAP + "="))) {
            return args;
        }
        List<String> all = new ArrayList<>(List.of(BOOTSTRAP, servers));
        all.addAll(Arrays.asList(args));
        return all.toArray(String[]::new);
    }

    private static void start(String name, Tool tool, String[] args, CompletableFuture<Integer> exit) {
        Thread thread = new Thread(
                () -> {
                    try {
                        tool.run(args);
                        exit.complete(0);
                    } catch (Throwable e) {
                        exit.completeExceptionally(e);
                    }
                },
                "kafka-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    /** An interrupted JVM runs the hooks too: the consumer then says how much it read. */
    private static int await(CompletableFuture<Integer> exit, Hooks hooks) {
        Thread onInterrupt = new Thread(hooks::run, "kafka-tool-hooks");
        Runtime.getRuntime().addShutdownHook(onInterrupt);
        try {
            return exit.join();
        } finally {
            hooks.run();
            removeHook(onInterrupt);
        }
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // then it runs, and finds nothing left to do
        }
    }

    /**
     * Never returns, as an exit would not; the thread is a daemon. Not an exception: the topic command catches whatever
     * comes out of its exit, and reports it as a failure.
     */
    private static void stopHere() {
        CountDownLatch never = new CountDownLatch(1);
        while (true) {
            try {
                never.await();
            } catch (InterruptedException ignored) {
                // nothing may run on after an exit
            }
        }
    }

    /** The shutdown hooks of one tool, run once. */
    private static final class Hooks {

        private final List<Runnable> hooks = new ArrayList<>();
        private final AtomicBoolean ran = new AtomicBoolean();

        private synchronized void add(Runnable hook) {
            hooks.add(hook);
        }

        private synchronized void run() {
            if (ran.compareAndSet(false, true)) {
                hooks.forEach(Runnable::run);
            }
        }
    }
}
