package dev.tributary.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.jwt.proc.ExpiredJWTException;
import dev.tributary.config.AccessRules.Jwt;
import java.net.MalformedURLException;
import java.text.ParseException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signed tokens of an issuer, checked by the keys that it publishes. The keys are fetched when the first token comes, again
 * after a while, and when a token names one that is not among them, but not more often than the bounds here. Thread-safe.
 */
final class Tokens {
    private static final Logger LOG = LoggerFactory.getLogger(Tokens.class);
    private static final int CONNECT_AT_MOST_MS = 1_000;
    private static final int READ_AT_MOST_MS = 2_000;
    private static final int KEYS_AT_MOST_BYTES = 256 << 10;
    private static final long KEPT_MS = 300_000;
    private static final long WAIT_FOR_ANOTHER_FETCH_MS = 5_000;
    /** Otherwise tokens of made-up keys would make this service ask without end; two fetches in this time are allowed. */
    private static final long FETCH_AT_MOST_EVERY_MS = 10_000;
    /** An issuer that is away for so long is missed. */
    private static final long KEPT_IN_AN_OUTAGE_MS = 3_600_000;

    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    private volatile long failedAtNs = System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(FETCH_AT_MOST_EVERY_MS);
    private final String scopesClaim;

    Tokens(Jwt rules) {
        scopesClaim = rules.scopesClaim();
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(
                rules.algorithms().stream().map(JWSAlgorithm::parse).collect(Collectors.toSet()), keys(rules)));
        DefaultJWTClaimsVerifier<SecurityContext> claims = new DefaultJWTClaimsVerifier<>(
                rules.audience(),
                new JWTClaimsSet.Builder().issuer(rules.issuer()).build(),
                Set.of("exp", "sub"),
                Set.of());
        claims.setMaxClockSkew(rules.clockSkewS());
        processor.setJWTClaimsSetVerifier(claims);
    }

    private JWKSource<SecurityContext> keys(Jwt rules) {
        try {
            return JWKSourceBuilder.create(
                            rules.jwks().toURL(),
                            new DefaultResourceRetriever(CONNECT_AT_MOST_MS, READ_AT_MOST_MS, KEYS_AT_MOST_BYTES))
                    .cache(KEPT_MS, WAIT_FOR_ANOTHER_FETCH_MS)
                    .refreshAheadCache(false)
                    .rateLimited(FETCH_AT_MOST_EVERY_MS)
                    .outageTolerant(KEPT_IN_AN_OUTAGE_MS, outage -> failedAtNs = System.nanoTime())
                    .build();
        } catch (MalformedURLException checkedBefore) {
            throw new IllegalArgumentException(checkedBefore);
        }
    }

    Verdict check(String token) {
        try {
            JWTClaimsSet claims = processor.process(token, null);
            return new Verdict.Known(new Caller("subject " + claims.getSubject(), scopes(claims)));
        } catch (RateLimitReachedException unknownKey) {
            // fetches that failed count, too
            if (System.nanoTime() - failedAtNs < TimeUnit.MILLISECONDS.toNanos(FETCH_AT_MOST_EVERY_MS)) {
                return new Verdict.Undecided();
            }
            return new Verdict.Refused("The token is signed with a key that its issuer does not publish.");
        } catch (KeySourceException away) {
            failedAtNs = System.nanoTime();
            LOG.warn("The keys of the token issuer cannot be fetched: {}", away.getMessage());
            return new Verdict.Undecided();
        } catch (ExpiredJWTException old) {
            return new Verdict.Refused("The token has expired.");
        } catch (BadJWTException refused) {
            LOG.debug("a token was refused: {}", refused.getMessage());
            return new Verdict.Refused("The token is for another audience, of another issuer, not valid yet, or has no"
                    + " expiry or subject.");
        } catch (ParseException | BadJOSEException | JOSEException refused) {
            return new Verdict.Refused("The token is none, or is not signed with a key of its issuer.");
        }
    }

    /** Text with blanks, as OAuth has it, or a list, as others do. */
    private Set<String> scopes(JWTClaimsSet claims) {
        Set<String> scopes = new LinkedHashSet<>();
        Object claim = claims.getClaim(scopesClaim);
        if (claim instanceof String text) {
            scopes.addAll(List.of(text.trim().split("\\s+")));
        } else if (claim instanceof Collection<?> list) {
            list.forEach(each -> scopes.add(String.valueOf(each)));
        }
        return scopes;
    }
}
