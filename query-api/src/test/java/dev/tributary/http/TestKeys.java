package dev.tributary.http;

import dev.tributary.access.ApiKeys;

/** API keys, and the configuration that knows their hashes. */
final class TestKeys {
    static final String SHOP = ApiKeys.random();
    static final String ALL = ApiKeys.random();
    static final String OPERATOR = ApiKeys.random();

    static final String ACCESS = """
            access:
              api_keys:
                - {name: shop, sha256: %s, scopes: ["view:customers"]}
                - {name: all, sha256: %s, scopes: "view:*"}
                - {name: ops, sha256: %s, scopes: [operator]}
            """.formatted(ApiKeys.hash(SHOP), ApiKeys.hash(ALL), ApiKeys.hash(OPERATOR));

    private TestKeys() {}
}
