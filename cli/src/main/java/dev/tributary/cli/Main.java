package dev.tributary.cli;

import dev.tributary.config.InvalidInput;
import dev.tributary.http.BadCertificate;
import dev.tributary.http.PortInUse;
import dev.tributary.runtime.KafkaFailure;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.apache.kafka.common.config.ConfigException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line. Data goes to stdout, messages to stderr; 0 is fine, 1 a failure, 2 bad input. */
@Command(
        name = "tributary",
        description = "Joined JSON documents from change topics, kept current and served over HTTP.",
        mixinStandardHelpOptions = true,
        version = "tributary 0.1.0",
        subcommands = {
            DevCommand.class,
            RunCommand.class,
            ValidateCommand.class,
            TestCommand.class,
            ExplainCommand.class,
            DocsCommand.class,
            GetCommand.class,
            WatchCommand.class,
            StatusCommand.class,
            SchemaCommand.class,
            KeyCommand.class,
            PruneCommand.class,
            KafkaCommands.Topics.class,
            KafkaCommands.Produce.class,
            KafkaCommands.Consume.class,
        })
public final class Main {
    static final int FAILURE = 1;
    static final int BAD_INPUT = 2;

    private Main() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Main())
                .setExecutionExceptionHandler((failure, command, parsed) -> report(failure, command.getErr()))
                .setExecutionStrategy(Main::execute)
                .setUsageHelpAutoWidth(true);
        // the options of Kafka's tools are theirs
        line.getSubcommands().forEach((name, command) -> {
            command.getCommandSpec().version(line.getCommandSpec().version());
            if (KafkaCommands.NAMES.contains(name)) {
                command.setUnmatchedOptionsArePositionalParams(true);
            }
        });
        return line;
    }

    /** Where the service is deployed, the sandbox is not. */
    private static int execute(CommandLine.ParseResult parsed) {
        try {
            return new CommandLine.RunLast().execute(parsed);
        } catch (NoClassDefFoundError missing) {
            PrintWriter err = parsed.commandSpec().commandLine().getErr();
            err.println("error: this command needs the sandbox, which is not on the class path (" + missing.getMessage()
                    + "); ./tributary puts it there");
            return FAILURE;
        }
    }

    /** The one place where a failure becomes a message and an exit code. */
    private static int report(Exception failure, PrintWriter err) {
        if (failure instanceof InvalidInput invalid) {
            err.println(invalid.getMessage());
            return BAD_INPUT;
        }
        err.println("error: " + message(failure));
        if (failure instanceof CannotRun || failure instanceof ConfigException || failure instanceof BadCertificate) {
            return BAD_INPUT;
        }
        if (failure instanceof PortInUse
                || failure instanceof Remote.NoService
                || failure instanceof Remote.Refused
                || failure instanceof Reachable.NoKafka
                || failure instanceof KafkaFailure
                || failure instanceof FileSystemException) {
            return FAILURE;
        }
        if (Boolean.getBoolean("tributary.stacktrace")) {
            failure.printStackTrace(err);
        } else {
            err.println("(-Dtributary.stacktrace=true in JAVA_OPTS shows where)");
        }
        return FAILURE;
    }

    private static String message(Exception failure) {
        if (failure instanceof NoSuchFileException missing) {
            return "no such file or folder: " + missing.getMessage();
        }
        if (failure instanceof AccessDeniedException denied) {
            return "no permission for " + denied.getMessage();
        }
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }
}
