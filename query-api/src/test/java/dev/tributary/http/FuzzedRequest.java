package dev.tributary.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Makes up requests: most are nearly right, some are rubbish. Not thread-safe. */
final class FuzzedRequest {
    private static final List<String> METHODS = List.of(
            "GET",
            "GET",
            "GET",
            "GET",
            "GET",
            "GET",
            "HEAD",
            "HEAD",
            "OPTIONS",
            "POST",
            "PUT",
            "DELETE",
            "PATCH",
            "TRACE",
            "get",
            "PROPFIND",
            "G\u00e9T",
            "");
    private static final List<String> SEGMENTS = List.of(
            "views",
            "views",
            "views",
            "customers",
            "customers",
            "shelves",
            "1",
            "2",
            "7",
            "a,b",
            "s1,4",
            "s%2C,4",
            "orders",
            "name",
            "health",
            "live",
            "ready",
            "openapi.json",
            "docs",
            "cluster",
            "topology",
            "metrics",
            "problems",
            "",
            ".",
            "..",
            "%2e%2e",
            "%2F",
            "%",
            "%4",
            "%zz",
            "%00",
            "%C3%A9",
            "%ff%fe",
            "caf\u00e9",
            "\"1\"",
            "%221%22",
            "{}",
            "[1]",
            "null",
            "true",
            "-0",
            "1e999",
            "99999999999999999999999",
            ",,,",
            ";a=b",
            "a;b",
            "+",
            "%2B",
            " ");
    private static final List<String> KEYS = List.of("1", "2", "3", "39", "s1,4", "s2,5", "s0,39", "%31", "99");
    private static final List<String> NAMES = List.of(
            "limit",
            "limit",
            "cursor",
            "cursor",
            "fields",
            "fields",
            "key",
            "key",
            "name",
            "user_id",
            "shop",
            "timeout",
            "lastEventId",
            "LIMIT",
            "",
            "%",
            "limit%00",
            "x y",
            "\u00e9",
            "access_token");
    private static final List<String> VALUES = List.of(
            "1",
            "0",
            "-1",
            "50",
            "1000",
            "1001",
            "99999999999",
            "ten",
            "",
            "%",
            "%zz",
            "name",
            "name,orders(order_id)",
            "orders(",
            "orders)",
            "((((((((((",
            "orders(order_id,rank),",
            ",",
            "orders(orders(orders))",
            "*",
            "a,b",
            "true",
            "%22%22",
            "%00",
            "%F0%9F%8C%8A",
            "s1",
            "2",
            "é",
            "'",
            "\"");
    private static final List<String> HEADERS = List.of(
            "Accept: application/json",
            "Accept: application/x-ndjson",
            "Accept: text/event-stream",
            "Accept: text/html, */*;q=0.1",
            "Accept: image/png",
            "Accept: ;;;q=,",
            "Accept: application/json;q=2;q=x",
            "Accept-Encoding: gzip",
            "Accept-Encoding: gzip;q=0, *",
            "Accept-Encoding: br, , ;q",
            "If-None-Match: *",
            "If-None-Match: \"abc\", W/\"def\"",
            "If-None-Match: \"",
            "If-None-Match: " + "\"x\",".repeat(300),
            "If-Modified-Since: Thu, 01 Jan 1970 00:00:00 GMT",
            "If-Modified-Since: yesterday",
            "Last-Event-ID: AAAA",
            "Last-Event-ID: A3Vf1gAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            "Last-Event-ID: \u00ff\u00fe",
            "Prefer: wait=x",
            "Prefer: wait=99999999999",
            "Prefer: wait=-5",
            "Prefer: wait=0",
            "Prefer: respond-async; wait=",
            "Consistency: active",
            "Consistency: eventual",
            "Range: bytes=0-1",
            "Origin: https://example.org",
            "Origin: null",
            "Access-Control-Request-Method: GET",
            "Authorization: Bearer x",
            "Authorization: Basic ====",
            "Cookie: a=b; a; =;",
            "X-Forwarded-For: 1.2.3.4, unknown",
            "Expect: 100-continue",
            "Transfer-Encoding: chunked",
            "Transfer-Encoding: rubbish",
            "Content-Length: 3",
            "Content-Length: -1",
            "Connection: close",
            "Upgrade: websocket",
            "Host: ",
            "Host: a b",
            "X-Long: " + "y".repeat(9000),
            "no colon",
            ": no name");

    private static final int WAITS_ONE_IN = 1_000;

    private final Random random;
    private final List<String> cursors;

    /** @param cursors some that the server made, to be cut and spliced */
    FuzzedRequest(Random random, List<String> cursors) {
        this.random = random;
        this.cursors = cursors;
    }

    /** A request, as it goes over the wire. */
    record Request(byte[] bytes, boolean isDamaged) {
        /** Whether the server may take the next request for a part of this one, such as the body that it promises. */
        boolean isLast() {
            return isDamaged
                    || toString().contains("Content-Length")
                    || toString().contains("Transfer-Encoding");
        }

        /** Damaged ones too. */
        boolean isHead() {
            return toString().startsWith("HEAD ");
        }

        @Override
        public String toString() {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    Request next() {
        String method = random.nextInt(6) > 0 ? "GET" : pick(METHODS);
        StringBuilder head = new StringBuilder();
        head.append(method).append(' ').append(target()).append(random.nextInt(60) == 0 ? " HTTP/1.0" : " HTTP/1.1");
        head.append("\r\n");
        if (random.nextInt(50) != 0) {
            head.append("Host: localhost\r\n");
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            head.append(pick(HEADERS)).append("\r\n");
        }
        // each may take a second
        if (random.nextInt(WAITS_ONE_IN) == 0) {
            head.append("Prefer: wait=1\r\n");
        }
        head.append("\r\n");
        byte[] bytes =
                head.toString().getBytes(random.nextBoolean() ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
        return random.nextInt(30) == 0 ? new Request(damaged(bytes), true) : new Request(bytes, false);
    }

    private String target() {
        StringBuilder target = new StringBuilder();
        if (random.nextInt(5) > 0) {
            target.append("/views/").append(random.nextBoolean() ? "customers" : "shelves");
            if (random.nextBoolean()) {
                target.append('/').append(random.nextInt(4) > 0 ? pick(KEYS) : pick(SEGMENTS));
            }
        }
        for (int i = random.nextInt(6) > 1 ? 0 : random.nextInt(4); i > 0; i--) {
            target.append('/').append(pick(SEGMENTS));
        }
        if (target.length() == 0) {
            target.append('/');
        }
        String separator = "?";
        for (int i = random.nextInt(5) - 2; i > 0; i--) {
            target.append(separator);
            if (random.nextInt(3) > 0) {
                target.append(
                        pick(List.of("limit=2", "limit=1000", "fields=name", "fields=orders(rank)", "key=1&key=99")));
            } else {
                target.append(pick(NAMES)).append(random.nextInt(10) == 0 ? "" : "=" + value());
            }
            separator = random.nextInt(20) == 0 ? "&&" : "&";
        }
        return target.toString().replace(" ", random.nextInt(10) == 0 ? " " : "%20");
    }

    private String value() {
        return random.nextInt(4) == 0 && !cursors.isEmpty() ? cursor() : pick(VALUES);
    }

    /** A cursor as it is, cut off, spliced with another, or with one character changed. */
    private String cursor() {
        String cursor = pick(cursors);
        int at = random.nextInt(cursor.length() + 1);
        return switch (random.nextInt(4)) {
            case 0 -> cursor;
            case 1 -> cursor.substring(0, at);
            case 2 -> {
                String other = pick(cursors);
                yield cursor.substring(0, at) + other.substring(random.nextInt(other.length() + 1));
            }
            default ->
                cursor.substring(0, at)
                        + (char) ('A' + random.nextInt(58))
                        + cursor.substring(Math.min(cursor.length(), at + 1));
        };
    }

    /** Some bytes changed, left out or doubled; the end stays, so that the server need not wait for it. */
    private byte[] damaged(byte[] bytes) {
        ByteArrayOutputStream damaged = new ByteArrayOutputStream();
        for (int i = 0; i < bytes.length; i++) {
            int chance = i < bytes.length - 4 ? random.nextInt(60) : 9;
            switch (chance) {
                case 0 -> damaged.write(random.nextInt(256));
                case 1 -> {
                    damaged.write(bytes[i]);
                    damaged.write(bytes[i]);
                }
                case 2 -> {
                    // left out
                }
                default -> damaged.write(bytes[i]);
            }
        }
        return damaged.toByteArray();
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
