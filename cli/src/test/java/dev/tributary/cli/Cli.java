package dev.tributary.cli;

import dev.tributary.oracle.Examples;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import picocli.CommandLine;

/** What a command line did, run in this process. */
record Cli(int code, String out, String err) {

    static Cli run(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int code = line.execute(args);
        line.getOut().flush();
        line.getErr().flush();
        return new Cli(code, out.toString(), err.toString());
    }

    static Path example(String name) {
        return Examples.dir().resolve(name);
    }
}
