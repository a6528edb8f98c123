package dev.tributary.cli;

import dev.tributary.config.ServiceConfig;
import dev.tributary.view.Model;
import dev.tributary.view.View;
import dev.tributary.view.ViewFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Which view files an argument means, and what is in them. */
final class ViewInput {
    private ViewInput() {}

    /** The view files of files (view files or configurations) and of folders with {@code views.yaml} or {@code views/}. */
    static List<Path> viewFiles(List<Path> arguments) {
        List<Path> files = new ArrayList<>();
        for (Path argument : arguments) {
            if (Files.isDirectory(argument)) {
                files.addAll(ofDirectory(argument));
            } else {
                files.addAll(ServiceConfig.viewFiles(argument));
            }
        }
        return files;
    }

    private static List<Path> ofDirectory(Path directory) {
        Path single = directory.resolve("views.yaml");
        Path several = directory.resolve("views");
        if (Files.exists(single)) {
            return List.of(single);
        }
        if (!Files.isDirectory(several)) {
            throw new CannotRun("expected views.yaml or views/*.yaml in " + directory + ", found neither");
        }
        try (Stream<Path> listed = Files.list(several)) {
            return listed.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot list " + several, failure);
        }
    }

    /** The checked model; warnings are printed. */
    static Model load(List<Path> arguments, PrintWriter err) {
        ViewFiles.Loaded loaded = ViewFiles.load(viewFiles(arguments));
        loaded.warnings().forEach(warning -> err.println(warning.render()));
        return loaded.model();
    }

    static View view(Model model, String name) {
        View view = model.views().get(name);
        if (view == null) {
            throw new CannotRun("no view `" + name + "`; there are: "
                    + String.join(", ", model.views().keySet()));
        }
        return view;
    }
}
