package dev.tributary.access;

import dev.tributary.config.AddressRange;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** Where a request comes from, as far as that is known for sure. */
public final class ClientAddress {
    /** A host in IPv6 has all addresses that begin so. */
    private static final int IPV6_HOST_BYTES = 8;

    private ClientAddress() {}

    /**
     * The address by which a client is told apart: the last one that no trusted proxy has. What lies before it anybody could
     * have written.
     *
     * @param peer who is connected
     * @param forwardedFor addresses as the headers have them, in order
     */
    public static String of(String peer, List<String> forwardedFor, List<AddressRange> trusted) {
        String last = peer;
        for (int i = forwardedFor.size() - 1; i >= 0 && isTrusted(last, trusted); i--) {
            String before = forwardedFor.get(i).trim();
            if (parse(before).isEmpty()) {
                break;
            }
            last = before;
        }
        return parse(last).map(ClientAddress::host).orElse(last);
    }

    private static boolean isTrusted(String text, List<AddressRange> trusted) {
        Optional<InetAddress> address = parse(text);
        return address.isPresent() && trusted.stream().anyMatch(range -> range.contains(address.get()));
    }

    private static Optional<InetAddress> parse(String text) {
        boolean isBracketed = text.startsWith("[") && text.endsWith("]");
        return AddressRange.address(isBracketed ? text.substring(1, text.length() - 1) : text);
    }

    private static String host(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length <= IPV6_HOST_BYTES) {
            return address.getHostAddress();
        }
        StringBuilder prefix = new StringBuilder();
        for (int i = 0; i < IPV6_HOST_BYTES; i += 2) {
            prefix.append(Integer.toHexString((bytes[i] & 0xFF) << 8 | (bytes[i + 1] & 0xFF)))
                    .append(':');
        }
        return prefix.append(":/64").toString();
    }
}
