package dev.tributary.config;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who may read what.
 *
 * @param jwt whose tokens are taken; empty for nobody's
 * @param queryToken whether a credential may also be the parameter {@code access_token}
 */
public record AccessRules(List<ApiKey> keys, Optional<Jwt> jwt, boolean queryToken) {
    /** Everybody may read everything. */
    public static final AccessRules NONE = new AccessRules(List.of(), Optional.empty(), false);

    public AccessRules {
        keys = List.copyOf(keys);
    }

    /** Whether there is anybody who may do less than everything. */
    public boolean areOn() {
        return !keys.isEmpty() || jwt.isPresent();
    }

    /**
     * A key, of which only the hash is known.
     *
     * @param name for people
     * @param sha256 of the key's bytes in UTF-8, 64 hexadecimal digits
     */
    public record ApiKey(String name, String sha256, Set<String> scopes) {
        public ApiKey {
            scopes = Set.copyOf(scopes);
        }
    }

    /**
     * Signed tokens of one issuer.
     *
     * @param jwks where its public keys are
     * @param audience one of which a token must be meant for
     * @param scopesClaim text with blanks, or a list
     * @param algorithms by which tokens may be signed
     * @param clockSkewS by so many seconds its clock and ours may differ
     */
    public record Jwt(
            URI jwks,
            String issuer,
            Set<String> audience,
            String scopesClaim,
            List<String> algorithms,
            int clockSkewS) {
        public Jwt {
            audience = Set.copyOf(audience);
            algorithms = List.copyOf(algorithms);
        }
    }
}
