package dev.tributary.benchmarks.command;

import dev.tributary.benchmarks.process.Contenders;
import dev.tributary.benchmarks.process.Processors;
import dev.tributary.benchmarks.report.Machine;
import dev.tributary.benchmarks.report.Report;
import dev.tributary.benchmarks.rows.Shop;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures, and writes a report. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Measures Tributary and its rivals side by side, and writes report.md and report.json.")
final class BenchmarkCommand implements Callable<Integer> {
    @Option(
            names = "--rounds",
            defaultValue = "5",
            description = "How often each is measured (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--customers", defaultValue = "20000", description = "(default: ${DEFAULT-VALUE})")
    private int customers;

    @Option(names = "--products", defaultValue = "2000", description = "(default: ${DEFAULT-VALUE})")
    private int products;

    @Option(names = "--orders", defaultValue = "200000", description = "(default: ${DEFAULT-VALUE})")
    private int orders;

    @Option(
            names = "--changes",
            defaultValue = "100000",
            description = "Changes as fast as they go, each time (default: ${DEFAULT-VALUE}).")
    private int changes;

    @Option(
            names = "--children",
            defaultValue = "1000000",
            description = "Orders of the largest document (default: ${DEFAULT-VALUE}).")
    private int children;

    @Option(
            names = "--warm-up",
            defaultValue = "150",
            description = "For so many seconds each is read before reads are measured: with one processor the compilers"
                    + " of a JVM are busy for that long (default: ${DEFAULT-VALUE}).")
    private int warmUpSeconds;

    @Option(
            names = "--only",
            split = ",",
            defaultValue = "ingest,reads,forwarded,freshness,growth,large,skew,chain,topfive,restore",
            description = "What to measure (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private List<Part> parts;

    @Option(
            names = "--rivals",
            defaultValue = ".",
            description = "The folder in which the rivals of other frameworks were built (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private Path rivals;

    @Option(
            names = "--directory",
            defaultValue = "target/benchmarks",
            description = "For the report, logs and state (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    /** What can be measured. */
    enum Part {
        ingest,
        reads,
        forwarded,
        freshness,
        growth,
        large,
        skew,
        chain,
        topfive,
        restore
    }

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new BenchmarkCommand()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Path absolute = directory.toAbsolutePath();
        Map<String, String> machine = Machine.describe(Processors.areApart());
        machine.put("options of each JVM that is measured", String.join(" ", Contenders.OPTIONS));
        machine.put(
                "work",
                "%d customers, %d products, %d orders; %d changes; %d s of warm-up; the largest document of %d orders"
                        .formatted(customers, products, orders, changes, warmUpSeconds, children));
        Report report = new Report(machine);
        Contenders.missing(rivals.toAbsolutePath())
                .forEach(name ->
                        report.remark(name + " was not measured: it has not been built, see docs/performance.md"));
        Processors.leaveFirst();
        Run run = new Run(report, rounds, changes, Duration.ofSeconds(warmUpSeconds), absolute);
        Shop shop = Shop.even(customers, products, orders);
        Benchmarks all = new Benchmarks(run, shop, rivals.toAbsolutePath());
        ReadBenchmarks reads = new ReadBenchmarks(run, shop);
        OtherDocuments others = new OtherDocuments(run, customers, products, orders);
        LargeDocuments large = new LargeDocuments(run, children);
        for (Part part : parts) {
            switch (part) {
                case ingest -> all.ingest();
                case reads -> reads.sideBySide(Contenders.rivals(rivals.toAbsolutePath()));
                case forwarded -> reads.forwarded();
                case freshness -> all.freshness();
                case growth -> large.growth();
                case large -> large.reads();
                case skew -> others.skew();
                case chain -> others.chain();
                case topfive -> others.topFive();
                case restore -> all.restore();
            }
            report.write(absolute);
        }
        System.out.println(report.markdown());
        return 0;
    }
}
