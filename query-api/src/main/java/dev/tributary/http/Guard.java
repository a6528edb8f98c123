package dev.tributary.http;

import dev.tributary.access.Allowance;
import dev.tributary.access.Caller;
import dev.tributary.access.ClientAddress;
import dev.tributary.access.Gate;
import dev.tributary.access.Verdict;
import dev.tributary.cluster.Calls;
import dev.tributary.cluster.Signature;
import dev.tributary.config.AddressRange;
import dev.tributary.config.RateLimit;
import dev.tributary.config.ServiceConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out who asks, and lets through who may. Off unless it is configured. */
final class Guard {
    private static final Logger LOG = LoggerFactory.getLogger(Guard.class);
    private static final String BEARER = "bearer ";
    private static final int RETRY_S = 5;

    private final String service;
    private final Gate gate;
    private final Optional<Allowance> allowance;
    private final List<AddressRange> trustedProxies;
    private final Signature signature;

    /** @param signature by which other instances are known */
    Guard(String service, ServiceConfig.Http http, Signature signature) {
        this.service = service;
        this.signature = signature;
        gate = new Gate(http.access());
        allowance = http.rateLimit().map(limit -> new Allowance(limit, System::nanoTime));
        trustedProxies = http.rateLimit().map(RateLimit::trustedProxies).orElse(List.of());
    }

    /** Before all other handlers. */
    void addTo(RoutesConfig routes) {
        routes.before(this::check);
    }

    private void check(Context ctx) {
        Route route = Route.of(RequestPath.of(ctx.path()));
        Optional<Hop> hop = Hop.of(ctx);
        if (hop.isPresent() || route == Route.INSTANCES) {
            requireInstance(ctx);
            hop.ifPresent(Exchange.of(ctx)::hop);
            Exchange.of(ctx).caller(Caller.ANYBODY);
            return;
        }
        if (!gate.isOn()) {
            Exchange.of(ctx).caller(Caller.ANYBODY);
            limit(ctx, route, () -> address(ctx));
            return;
        }
        Optional<String> credential = credential(ctx);
        Verdict verdict = credential
                .map(gate::identify)
                .orElseGet(() -> new Verdict.Refused("This address needs a credential: an API key as `X-API-Key`, or a"
                        + " key or token as `Authorization: Bearer …`."));
        if (verdict instanceof Verdict.Known known) {
            Exchange.of(ctx).caller(known.caller());
            limit(ctx, route, known.caller()::name);
            return;
        }
        limit(ctx, route, () -> address(ctx));
        if (!route.isOpen()) {
            throw new Refusal(refused(verdict, credential.isPresent()));
        }
    }

    /** Where everybody may ask anything as often as they like, an instance need not show that it is one. */
    private void requireInstance(Context ctx) {
        if (!signature.isOn() && !gate.isOn() && allowance.isEmpty()) {
            return;
        }
        String query = ctx.req().getQueryString();
        String target = ctx.req().getRequestURI() + (query == null ? "" : "?" + query);
        if (!signature.isGenuine(ctx.header(Calls.SIGNATURE), ctx.req().getMethod(), target)) {
            throw new Refusal(Problems.notAnInstance());
        }
    }

    private static Optional<String> credential(Context ctx) {
        String authorization = ctx.header("Authorization");
        if (authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Optional.of(authorization.substring(BEARER.length()).trim());
        }
        return Optional.ofNullable(ctx.header("X-API-Key"))
                .or(() -> Exchange.of(ctx).queryToken());
    }

    private Problem refused(Verdict verdict, boolean isGiven) {
        if (verdict instanceof Verdict.Refused refused) {
            String challenge = "Bearer realm=\"" + service + "\"" + (isGiven ? ", error=\"invalid_token\"" : "");
            return Problem.of(401, "unauthorized", isGiven ? "Credential refused" : "Credential needed", refused.why())
                    .withHeader("WWW-Authenticate", challenge);
        }
        return Problem.of(
                        503,
                        "no-issuer",
                        "Token cannot be checked",
                        "The keys of the token's issuer cannot be fetched now; ask again soon.")
                .retryAfter(RETRY_S);
    }

    // --------------------------------------------------------------------------------------------- how often

    private void limit(Context ctx, Route route, Supplier<String> who) {
        boolean isCounted = Exchange.of(ctx).hasWaited();
        if (allowance.isEmpty() || route.isHealth() || isCounted) {
            return;
        }
        String client = who.get();
        int waitS = allowance.get().take(client);
        if (waitS > 0) {
            LOG.debug("{} asks too often", client);
            throw new Refusal(Problem.of(
                            429,
                            "too-many-requests",
                            "Too many requests",
                            "More requests came from this client than it may make; ask again in " + waitS + " s.")
                    .retryAfter(waitS));
        }
    }

    private String address(Context ctx) {
        List<String> forwardedFor = new ArrayList<>();
        for (String line : Collections.list(ctx.req().getHeaders("X-Forwarded-For"))) {
            forwardedFor.addAll(List.of(line.split(",", -1)));
        }
        return ClientAddress.of(ctx.req().getRemoteAddr(), forwardedFor, trustedProxies);
    }

    // ------------------------------------------------------------------------------------------------- what

    /** The handler for those who run the service. */
    static Handler forOperators(Handler handler) {
        return ctx -> {
            if (!Exchange.of(ctx).caller().isOperator()) {
                throw new Refusal(forbidden(ctx, Caller.OPERATOR));
            }
            handler.handle(ctx);
        };
    }

    /** Refuses who may not read a view, whether there is such a view or not. */
    static void requireView(Context ctx, String view) {
        if (!Exchange.of(ctx).caller().mayRead(view)) {
            throw new Refusal(forbidden(ctx, Caller.scopeOf(view)));
        }
    }

    private static Problem forbidden(Context ctx, String scope) {
        LOG.debug("{} lacks the scope {}", Exchange.of(ctx).caller().name(), scope);
        return Problem.of(
                        403,
                        "forbidden",
                        "Not allowed",
                        "The credential is known, but does not have the scope `" + scope + "`.")
                .with("scope", scope)
                .withHeader("WWW-Authenticate", "Bearer error=\"insufficient_scope\"");
    }
}
