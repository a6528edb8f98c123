package dev.tributary.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** IP addresses that begin alike: {@code 10.0.0.0/8}, {@code fd00::/8}, or a single one. */
public final class AddressRange {
    /** Digits only: a name would be looked up. */
    private static final Pattern FORM = Pattern.compile("([0-9.]{7,15}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)(?:/(\\d{1,3}))?");

    private final byte[] address;
    private final int bits;

    private AddressRange(byte[] address, int bits) {
        this.address = address;
        this.bits = bits;
    }

    /** Reads {@code address} or {@code address/bits}; empty when the text is not that. */
    public static Optional<AddressRange> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Optional<InetAddress> parsed = address(matcher.group(1));
        int most = parsed.map(found -> found.getAddress().length * Byte.SIZE).orElse(0);
        int bits = matcher.group(2) == null ? most : Integer.parseInt(matcher.group(2));
        return parsed.filter(found -> bits <= most).map(found -> new AddressRange(found.getAddress(), bits));
    }

    /** The address that the text is; empty when it is none: a name is not looked up. */
    public static Optional<InetAddress> address(String text) {
        if (!FORM.matcher(text).matches() || text.contains("/")) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException none) {
            return Optional.empty();
        }
    }

    public boolean contains(InetAddress other) {
        byte[] bytes = other.getAddress();
        if (bytes.length != address.length) {
            return false;
        }
        int whole = bits / Byte.SIZE;
        int rest = Byte.SIZE - bits % Byte.SIZE;
        return Arrays.equals(address, 0, whole, bytes, 0, whole)
                && (rest == Byte.SIZE || (address[whole] & 0xFF) >> rest == (bytes[whole] & 0xFF) >> rest);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AddressRange range && bits == range.bits && Arrays.equals(address, range.address);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(address) * 31 + bits;
    }
}
