package dev.tributary.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** A file that is sent as it is. Immutable: the bytes belong to it. */
public final class StaticFile {
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "json", "application/json",
            "txt", "text/plain; charset=utf-8",
            "png", "image/png");

    /** Only what this server sends. Styles within a page are allowed: the pages' scripts make some. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final String contentType;
    private final byte[] bytes;
    private final String tag;

    private StaticFile(String contentType, byte[] bytes) {
        this.contentType = contentType;
        this.bytes = bytes;
        tag = EntityTags.of(bytes, bytes.length);
    }

    /**
     * A file of some content.
     *
     * @param name tells by its end what it is: {@code html}, {@code css}, {@code js}, {@code json}, {@code txt} or {@code png}
     */
    public static StaticFile of(String name, byte[] bytes) {
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null) {
            throw new IllegalArgumentException(
                    "expected a name that ends with one of " + TYPES.keySet() + ", but came " + name);
        }
        return new StaticFile(type, bytes);
    }

    /** A file of the class path, which has to be there. */
    static StaticFile ofClassPath(String path) {
        try (InputStream in = StaticFile.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("there is no " + path + " on the class path: the build left it out");
            }
            return of(path, in.readAllBytes());
        } catch (IOException broken) {
            throw new IllegalStateException("cannot read " + path + " of the class path", broken);
        }
    }

    /** Sends it as the whole answer, unless the client has it. */
    void send(Context ctx) throws IOException {
        ctx.header("ETag", tag);
        ctx.header("X-Content-Type-Options", "nosniff");
        if (ctx.res().getHeader("Cache-Control") == null) {
            ctx.header("Cache-Control", "no-cache");
        }
        if (EntityTags.match(Content.ifNoneMatch(ctx), tag).isPresent()) {
            ctx.status(304);
            return;
        }
        if (contentType.startsWith("text/html")) {
            ctx.header("Content-Security-Policy", POLICY);
            ctx.header("Referrer-Policy", "no-referrer");
        }
        Body.sendWhole(ctx, 200, contentType, bytes);
    }
}
