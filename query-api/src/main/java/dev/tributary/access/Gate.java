package dev.tributary.access;

import dev.tributary.config.AccessRules;
import java.util.Optional;

/** Tells whose a credential is: an API key, or a signed token. Thread-safe. */
public final class Gate {
    private final boolean isOn;
    private final ApiKeys keys;
    private final Optional<Tokens> tokens;

    public Gate(AccessRules rules) {
        isOn = rules.areOn();
        keys = new ApiKeys(rules.keys());
        tokens = rules.jwt().map(Tokens::new);
    }

    /** Whether anybody needs a credential. */
    public boolean isOn() {
        return isOn;
    }

    public Verdict identify(String credential) {
        Optional<Caller> known = keys.find(credential);
        if (known.isPresent()) {
            return new Verdict.Known(known.get());
        }
        return tokens.filter(any -> isToken(credential))
                .map(issued -> issued.check(credential))
                .orElseGet(() -> new Verdict.Refused("The credential is not known here."));
    }

    /** Three parts with dots between them. A key has none. */
    private static boolean isToken(String credential) {
        return credential.chars().filter(c -> c == '.').count() == 2;
    }
}
