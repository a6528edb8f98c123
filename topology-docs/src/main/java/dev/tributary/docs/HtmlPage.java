package dev.tributary.docs;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.html.HtmlWriter;

/** A Markdown page as HTML, with its Mermaid graphs as elements that a script draws. */
final class HtmlPage {
    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%s</title>
            <link rel="stylesheet" href="page.css">
            <link rel="icon" href="data:,">
            </head>
            <body>
            <main>
            %s</main>
            <script src="mermaid.min.js"></script>
            <script src="draw.js"></script>
            </body>
            </html>
            """;

    private static final List<Extension> TABLES = List.of(TablesExtension.create());

    private HtmlPage() {}

    /** @param title of no characters that mean anything in HTML, as names of views are */
    static String of(String title, String markdown) {
        Node document = Parser.builder().extensions(TABLES).build().parse(markdown);
        HtmlRenderer renderer = HtmlRenderer.builder()
                .extensions(TABLES)
                .escapeHtml(true)
                .nodeRendererFactory(Graphs::new)
                .build();
        return PAGE.formatted(title, renderer.render(document));
    }

    /** Fenced blocks: graphs are left to the script, which finds them by their class. */
    private record Graphs(HtmlNodeRendererContext context) implements NodeRenderer {
        @Override
        public Set<Class<? extends Node>> getNodeTypes() {
            return Set.of(FencedCodeBlock.class);
        }

        @Override
        public void render(Node node) {
            FencedCodeBlock block = (FencedCodeBlock) node;
            HtmlWriter html = context.getWriter();
            html.line();
            html.tag("pre", Map.of("class", String.valueOf(block.getInfo())));
            html.text(block.getLiteral());
            html.tag("/pre");
            html.line();
        }
    }
}
