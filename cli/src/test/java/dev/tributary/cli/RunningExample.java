package dev.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.view.Model;
import dev.tributary.view.ViewFiles;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An example as {@code dev} starts it, with the changes that it begins with and none after.
 *
 * @param model what it declares
 * @param port where it answers
 */
record RunningExample(Model model, int port) {
    private static final Pattern PORT = Pattern.compile("http://localhost:(\\d+)");

    /** @param running ends it when it is closed */
    static RunningExample start(String name, Running running) throws Exception {
        Path directory = Cli.example(name);
        Model model = ViewFiles.load(List.of(directory.resolve("views.yaml"))).model();
        StringWriter said = new StringWriter();
        DevSession session = new DevSession(model, running, new PrintWriter(said));
        session.start(session.samples(directory.resolve("data"), 0), 0, true);
        Matcher port = PORT.matcher(said.toString());
        assertThat(port.find()).as("%s", said).isTrue();
        return new RunningExample(model, Integer.parseInt(port.group(1)));
    }
}
