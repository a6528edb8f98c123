package dev.tributary.cli;

import dev.tributary.config.ServiceConfig;
import dev.tributary.runtime.Superseded;
import dev.tributary.runtime.Superseded.Leftover;
import dev.tributary.view.Model;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Removes what superseded definitions of sources and views have left. */
@Command(
        name = "prune",
        description = {
            "Remove the topics, groups and local state of superseded sources and views",
            "now, instead of a day after they were last run. Known are those that this",
            "instance has run; what another one still runs is kept."
        },
        mixinStandardHelpOptions = true)
final class PruneCommand implements Callable<Integer> {
    @Mixin
    private final Configured configured = new Configured();

    @Option(names = "--dry-run", description = "Only show what would be removed.")
    private boolean isDry;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        ServiceConfig config = configured.config();
        Model model = ViewInput.load(config.views(), spec.commandLine().getErr());
        Reachable.check(Configured.servers(config), "--kafka bootstrap.servers=host:port");
        PrintWriter out = spec.commandLine().getOut();
        try (Superseded superseded = Superseded.of(config, model)) {
            List<Leftover> leftovers = superseded.leftovers();
            if (leftovers.isEmpty()) {
                out.printf("nothing to remove: all that was run from %s is current%n", config.stateDir());
            }
            leftovers.forEach(each -> remove(superseded, each, out));
        }
        out.flush();
        return 0;
    }

    private void remove(Superseded superseded, Leftover leftover, PrintWriter out) {
        if (leftover.isRunning()) {
            out.printf("kept %s: an instance runs it%n", leftover.id());
            return;
        }
        if (!isDry) {
            superseded.remove(leftover);
        }
        String topics = leftover.topics().isEmpty() ? "no topics" : String.join(", ", leftover.topics());
        out.printf("%s %s: %s%n", isDry ? "would remove" : "removed", leftover.id(), topics);
    }
}
