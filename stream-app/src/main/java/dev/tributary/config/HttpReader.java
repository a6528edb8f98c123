package dev.tributary.config;

import dev.tributary.config.Node.Scalar;
import dev.tributary.config.ServiceConfig.Http;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the section {@code http} of a configuration. */
final class HttpReader {
    private static final List<String> KEYS = List.of(
            "host",
            "port",
            "advertised",
            "tls",
            "access",
            "rate_limit",
            "limits",
            "cors",
            "cluster_secret",
            "cluster_authority");
    private static final int SECRET_CHARACTERS = 16;
    private static final Pattern ORIGIN =
            Pattern.compile("\\*|https?://[^/\\s:?#]+(:\\d{1,5})?|https?://\\[[^]]+](:\\d{1,5})?");
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final int DAY_S = 86_400;
    private static final int MOST_PER_SECOND = 1_000_000;
    private static final int MOST_DOCUMENTS = 10_000;
    private static final int LEAST_BYTES = 1 << 10;
    private static final int MOST_STREAMS = 1_000_000;
    private static final int MOST_BYTES = 1 << 20;

    private final Path folder;
    private final Problems problems;

    HttpReader(Path folder, Problems problems) {
        this.folder = folder;
        this.problems = problems;
    }

    Http read(Section http) {
        http.only(KEYS);
        return new Http(
                http.text("host").orElse(Http.DEFAULT_HOST),
                http.integer("port", 0, HostPort.MAX_PORT).orElse(Http.DEFAULT_PORT),
                http.scalar("advertised").flatMap(this::advertised),
                http.section("tls").flatMap(this::tls),
                http.section("access")
                        .map(section -> new AccessReader(problems).read(section))
                        .orElse(AccessRules.NONE),
                http.section("rate_limit").map(this::rateLimit),
                http.section("limits").map(HttpReader::limits).orElse(HttpLimits.DEFAULT),
                http.section("cors").map(this::cors),
                http.scalar("cluster_secret").flatMap(this::secret),
                http.text("cluster_authority").map(folder::resolve));
    }

    private Optional<String> secret(Scalar written) {
        if (written.text().length() < SECRET_CHARACTERS) {
            String message = "`cluster_secret`: expected at least " + SECRET_CHARACTERS + " characters, found "
                    + written.text().length();
            problems.error("wrong-value", written.place(), message, "`openssl rand -hex 32` makes one");
        }
        return Optional.of(written.text());
    }

    private Optional<HostPort> advertised(Scalar written) {
        Optional<HostPort> parsed = HostPort.parse(written.text());
        if (parsed.isEmpty()) {
            String message = "`advertised`: expected `host:port`, found `" + written.text() + "`";
            problems.error("wrong-value", written.place(), message, "");
        }
        return parsed;
    }

    /** Relative files are relative to the configuration. */
    private Optional<Tls> tls(Section tls) {
        if (tls.entry("pkcs12").isPresent()) {
            tls.only(List.of("pkcs12", "password"));
            tls.required("password");
            Optional<String> password = tls.text("password");
            return tls.text("pkcs12").map(file -> new Tls.Pkcs12(folder.resolve(file), password.orElse("")));
        }
        tls.only(List.of("certificate", "key"));
        tls.required("certificate");
        tls.required("key");
        Optional<String> key = tls.text("key");
        return tls.text("certificate")
                .map(certificate -> new Tls.Pem(folder.resolve(certificate), folder.resolve(key.orElse(""))));
    }

    private RateLimit rateLimit(Section section) {
        section.only(List.of("per_second", "burst", "trusted_proxies"));
        section.required("per_second");
        int perSecond = section.integer("per_second", 1, MOST_PER_SECOND).orElse(1);
        int burst = section.integer("burst", 1, MOST_PER_SECOND).orElse(2 * perSecond);
        List<AddressRange> proxies = new ArrayList<>();
        for (Scalar written : section.scalars("trusted_proxies")) {
            Optional<AddressRange> range = AddressRange.parse(written.text());
            range.ifPresent(proxies::add);
            if (range.isEmpty()) {
                String message =
                        "`trusted_proxies`: expected an IP address or a range of them, found `" + written.text() + "`";
                problems.error("wrong-value", written.place(), message, "write it as `10.1.2.3` or `10.0.0.0/8`");
            }
        }
        return new RateLimit(perSecond, burst, proxies);
    }

    private static HttpLimits limits(Section section) {
        section.only(List.of("page", "keys", "url_bytes", "header_bytes", "streams", "document_cache"));
        HttpLimits otherwise = HttpLimits.DEFAULT;
        return new HttpLimits(
                section.integer("page", 1, MOST_DOCUMENTS).orElse(otherwise.page()),
                section.integer("keys", 1, MOST_DOCUMENTS).orElse(otherwise.keys()),
                section.integer("url_bytes", LEAST_BYTES, MOST_BYTES).orElse(otherwise.urlBytes()),
                section.integer("header_bytes", LEAST_BYTES, MOST_BYTES).orElse(otherwise.headerBytes()),
                section.integer("streams", 0, MOST_STREAMS).orElse(otherwise.streams()),
                section.size("document_cache", 0).orElse(otherwise.documentCacheBytes()));
    }

    private Cors cors(Section section) {
        section.only(List.of("origins", "headers", "credentials", "max_age_s"));
        section.required("origins");
        Set<String> origins = new LinkedHashSet<>();
        boolean credentials = section.flag("credentials").orElse(false);
        for (Scalar written : section.scalars("origins")) {
            origins.add(written.text());
            if (!ORIGIN.matcher(written.text()).matches()) {
                String message = "`origins`: expected `*` or an origin, found `" + written.text() + "`";
                problems.error(
                        "wrong-value", written.place(), message, "write it as browsers do: `https://app.example.org`");
            } else if (credentials && written.text().equals(Cors.ANY)) {
                String message = "`origins`: with `credentials`, any page could read as whoever looks at it";
                problems.error("wrong-value", written.place(), message, "list the origins");
            }
        }
        List<String> headers = new ArrayList<>();
        for (Scalar written : section.scalars("headers")) {
            headers.add(written.text());
            if (!TOKEN.matcher(written.text()).matches()) {
                String message = "`headers`: expected the name of a header, found `" + written.text() + "`";
                problems.error("wrong-value", written.place(), message, "");
            }
        }
        int maxAge = section.integer("max_age_s", 0, DAY_S).orElse(600);
        return new Cors(origins, headers, credentials, maxAge);
    }
}
