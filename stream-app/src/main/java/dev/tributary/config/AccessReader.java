package dev.tributary.config;

import dev.tributary.config.AccessRules.ApiKey;
import dev.tributary.config.AccessRules.Jwt;
import dev.tributary.config.Node.Entry;
import dev.tributary.config.Node.Scalar;
import dev.tributary.config.Node.Sequence;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the section {@code http.access} of a configuration. */
final class AccessReader {
    private static final Pattern SHA256 = Pattern.compile("[0-9A-Fa-f]{64}");
    private static final Pattern SCOPE = Pattern.compile("operator|view:\\S+");
    /** Those with a public key: a shared one would let this service sign tokens, too. */
    private static final List<String> ALGORITHMS =
            List.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512");

    private static final List<String> ALGORITHMS_BY_DEFAULT = List.of("RS256", "PS256", "ES256");
    private static final int SKEW_BY_DEFAULT_S = 60;
    private static final int MOST_SKEW_S = 600;

    private final Problems problems;

    AccessReader(Problems problems) {
        this.problems = problems;
    }

    AccessRules read(Section section) {
        section.only(List.of("api_keys", "jwt", "query_token"));
        if (section.entry("jwt").isEmpty()) {
            // nobody could get in
            section.required("api_keys");
        }
        return new AccessRules(
                section.entry("api_keys").map(this::keys).orElse(List.of()),
                section.section("jwt").flatMap(this::jwt),
                section.flag("query_token").orElse(false));
    }

    private List<ApiKey> keys(Entry entry) {
        if (!(entry.value() instanceof Sequence list)) {
            Section.wrongType(entry.value(), "`api_keys`", "a list of keys", problems);
            return List.of();
        }
        List<ApiKey> keys = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Node item : list.items()) {
            Section.of(item, item.place(), "a key of `api_keys`", problems)
                    .flatMap(section -> key(section, names))
                    .ifPresent(keys::add);
        }
        if (list.items().isEmpty()) {
            Section.wrongType(list, "`api_keys`", "a list of keys", problems);
        }
        return keys;
    }

    private Optional<ApiKey> key(Section section, Set<String> names) {
        section.only(List.of("name", "sha256", "scopes"));
        section.required("name");
        section.required("sha256");
        Optional<Scalar> name = section.scalar("name");
        name.filter(written -> !names.add(written.text())).ifPresent(written -> {
            String message = "there are two keys `" + written.text() + "`";
            problems.error("wrong-value", written.place(), message, "the log could not tell them apart");
        });
        Optional<Scalar> hash = section.scalar("sha256");
        hash.filter(written -> !SHA256.matcher(written.text()).matches()).ifPresent(written -> {
            String message = "`sha256`: expected 64 hexadecimal digits, found something else";
            problems.error("wrong-value", written.place(), message, "`./tributary key` makes a key and its hash");
        });
        Set<String> scopes = scopes(section);
        return name.isEmpty() || hash.isEmpty()
                ? Optional.empty()
                : Optional.of(new ApiKey(name.get().text(), hash.get().text().toLowerCase(Locale.ROOT), scopes));
    }

    private Set<String> scopes(Section section) {
        section.required("scopes");
        Set<String> scopes = new LinkedHashSet<>();
        for (Scalar written : section.scalars("scopes")) {
            scopes.add(written.text());
            if (!SCOPE.matcher(written.text()).matches()) {
                String message = "`scopes`: there is no scope `" + written.text() + "`";
                problems.error("wrong-value", written.place(), message, "`view:NAME`, `view:*` or `operator`");
            }
        }
        return scopes;
    }

    private Optional<Jwt> jwt(Section section) {
        section.only(List.of("jwks", "issuer", "audience", "scopes_claim", "algorithms", "clock_skew_s"));
        section.required("jwks");
        section.required("issuer");
        section.required("audience");
        Optional<URI> jwks = section.scalar("jwks").flatMap(this::uri);
        Optional<String> issuer = section.text("issuer");
        Set<String> audience = new LinkedHashSet<>();
        section.scalars("audience").forEach(written -> audience.add(written.text()));
        String claim = section.text("scopes_claim").orElse("scope");
        List<String> algorithms = algorithms(section);
        int skew = section.integer("clock_skew_s", 0, MOST_SKEW_S).orElse(SKEW_BY_DEFAULT_S);
        return jwks.isEmpty() || issuer.isEmpty()
                ? Optional.empty()
                : Optional.of(new Jwt(jwks.get(), issuer.get(), audience, claim, algorithms, skew));
    }

    private Optional<URI> uri(Scalar written) {
        try {
            URI uri = URI.create(written.text());
            if (uri.getHost() != null && List.of("http", "https").contains(uri.getScheme())) {
                return Optional.of(uri);
            }
        } catch (IllegalArgumentException malformed) {
            // told below
        }
        String message = "`jwks`: expected an address, found `" + written.text() + "`";
        problems.error("wrong-value", written.place(), message, "it begins with `https://`");
        return Optional.empty();
    }

    private List<String> algorithms(Section section) {
        List<String> algorithms = new ArrayList<>();
        for (Scalar written : section.scalars("algorithms")) {
            algorithms.add(written.text());
            if (!ALGORITHMS.contains(written.text())) {
                String message = "`algorithms`: expected one with a public key, found `" + written.text() + "`";
                problems.error("wrong-value", written.place(), message, "they are " + Nearest.list(ALGORITHMS));
            }
        }
        return algorithms.isEmpty() ? ALGORITHMS_BY_DEFAULT : algorithms;
    }
}
