package dev.tributary.http;

import java.nio.charset.StandardCharsets;

/** Small pages for people. */
final class Html {
    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%s</title>
            <link rel="stylesheet" href="/docs/page.css">
            <link rel="icon" href="/docs/favicon-32x32.png">
            </head>
            <body>
            <main>
            %s
            </main>
            </body>
            </html>
            """;

    private Html() {}

    /**
     * A page.
     *
     * @param title text
     * @param body HTML
     */
    static StaticFile page(String title, String body) {
        return StaticFile.of("page.html", PAGE.formatted(escape(title), body).getBytes(StandardCharsets.UTF_8));
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** Escaped, with what is between backticks as code. */
    static String words(String text) {
        return escape(text).replaceAll("`([^`]*)`", "<code>$1</code>");
    }

    static String link(String address, String text) {
        return "<a href=\"" + escape(address) + "\">" + escape(text) + "</a>";
    }
}
