package dev.tributary.view;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The JSON Schema of the view language, which gives editors completion. */
public final class ViewSchema {
    private static final String RESOURCE = "tributary.schema.json";

    private ViewSchema() {}

    /** The schema's text. */
    public static String text() {
        try (InputStream in = ViewSchema.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
