package dev.tributary.codec;

/** The escapes of JSON strings. */
final class JsonStrings {
    private JsonStrings() {}

    /** The text that the inside of a JSON string stands for. */
    static String unescape(String inside) {
        StringBuilder text = new StringBuilder(inside.length());
        int from = 0;
        for (int at = inside.indexOf('\\'); at >= 0; at = inside.indexOf('\\', from)) {
            text.append(inside, from, at);
            char escape = at + 1 < inside.length() ? inside.charAt(at + 1) : 0;
            from = escape == 'u' ? at + 6 : at + 2;
            text.append(escape == 'u' ? hex(inside, at + 2) : single(escape));
        }
        return text.append(inside, from, inside.length()).toString();
    }

    private static char single(char escape) {
        return switch (escape) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case '"', '\\', '/' -> escape;
            default -> throw new IllegalArgumentException("Expected a JSON string, but it has a bad escape");
        };
    }

    private static char hex(String inside, int at) {
        int code = 0;
        for (int i = at; i < at + 4; i++) {
            int digit = i < inside.length() ? Character.digit(inside.charAt(i), 16) : -1;
            if (digit < 0) {
                throw new IllegalArgumentException("Expected a JSON string, but it has a bad \\u escape");
            }
            code = (code << 4) | digit;
        }
        return (char) code;
    }

    /** The text as a JSON string, quotes included. */
    static String quote(String text) {
        StringBuilder json = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
