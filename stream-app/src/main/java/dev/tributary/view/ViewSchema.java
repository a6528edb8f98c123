package dev.tributary.view;

/** The JSON Schema of the view language, which gives editors completion. */
public final class ViewSchema {
    private static final String RESOURCE = "tributary.schema.json";

    private ViewSchema() {}

    /** The schema's text. */
    public static String text() {
        return Resources.text(RESOURCE);
    }
}
