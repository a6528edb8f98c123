package dev.tributary.http;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;

/** {@code GET /docs}: a page to try the API, and the files of it. They are read when they are first asked for. */
final class DocsPage {
    private static final String OWN = "/dev/tributary/http/docs/";
    private static final String PAGE = "index.html";

    /** Where each file lies; nothing else is served. */
    private final Map<String, String> paths;

    private final Map<String, StaticFile> files = new ConcurrentHashMap<>();

    DocsPage() {
        String swagger = "/META-INF/resources/webjars/swagger-ui/" + swaggerVersion() + "/";
        paths = Map.of(
                PAGE,
                OWN + PAGE,
                "start.js",
                OWN + "start.js",
                "page.css",
                OWN + "page.css",
                "swagger-ui.css",
                swagger + "swagger-ui.css",
                "swagger-ui-bundle.js",
                swagger + "swagger-ui-bundle.js",
                "favicon-32x32.png",
                swagger + "favicon-32x32.png");
    }

    private static String swaggerVersion() {
        String path = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";
        try (InputStream in = DocsPage.class.getResourceAsStream(path)) {
            Properties properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            String version = properties.getProperty("version");
            if (version == null) {
                throw new IllegalStateException(
                        "there is no version in " + path + " on the class path: swagger-ui is missing");
            }
            return version;
        } catch (IOException broken) {
            throw new IllegalStateException("cannot read " + path + " of the class path", broken);
        }
    }

    void page(Context ctx) throws IOException {
        send(ctx, PAGE);
    }

    void file(Context ctx) throws IOException {
        RequestPath path = RequestPath.of(ctx.path());
        if (path.length() == 2 && path.text(1).isEmpty()) {
            ctx.redirect("/docs", HttpStatus.PERMANENT_REDIRECT);
            return;
        }
        if (path.length() != 2 || path.text(1).equals(PAGE) || !paths.containsKey(path.text(1))) {
            throw new Refusal(Problems.noSuchAddress(ctx.path(), Api.ADDRESSES));
        }
        send(ctx, path.text(1));
    }

    private void send(Context ctx, String name) throws IOException {
        Parameters.of(ctx);
        String path = paths.getOrDefault(name, name);
        files.computeIfAbsent(name, first -> StaticFile.ofClassPath(path)).send(ctx);
    }
}
