package dev.tributary.sandbox.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders that come and go with what is started. */
public final class Folders {
    private Folders() {}

    /** Has a folder deleted once this JVM is no more, however it ends, and what was started by it has ended, too. */
    public static void deleteAfterwards(Path folder) {
        try {
            new ProcessBuilder(
                            "sh",
                            "-c",
                            "trap '' INT HUP TERM; cat >/dev/null; sleep 2; rm -rf -- \"$1\"",
                            "sh",
                            folder.toString())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot arrange that " + folder + " is deleted", e);
        }
    }

    /** Deletes a folder with all in it, if it is there. */
    public static void delete(Path folder) {
        deleteWithin(folder);
        try {
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + folder, e);
        }
    }

    /** Deletes all in a folder, which may itself be where a file system is mounted. */
    public static void deleteWithin(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path each : deepestFirst) {
                if (!each.equals(folder)) {
                    Files.deleteIfExists(each);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete what is in " + folder, e);
        }
    }
}
