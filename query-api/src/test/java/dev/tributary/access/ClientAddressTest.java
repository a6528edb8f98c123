package dev.tributary.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.config.AddressRange;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ClientAddressTest {
    private static final List<AddressRange> PROXIES =
            List.of(range("10.0.0.0/8"), range("192.0.2.7"), range("2001:db8:1::/48"));

    private static AddressRange range(String text) {
        return AddressRange.parse(text).orElseThrow();
    }

    private static String of(String peer, String... forwardedFor) {
        return ClientAddress.of(peer, List.of(forwardedFor), PROXIES);
    }

    @Test
    void aStrangerIsNotBelieved() {
        assertThat(of("198.51.100.1")).isEqualTo("198.51.100.1");
        assertThat(of("198.51.100.1", "203.0.113.5")).isEqualTo("198.51.100.1");
        assertThat(of("192.0.2.8", "203.0.113.5")).isEqualTo("192.0.2.8");
        assertThat(of("11.0.0.1", "203.0.113.5")).isEqualTo("11.0.0.1");
    }

    @Test
    void theLastStrangerBehindProxiesIsTheClient() {
        assertThat(of("10.9.9.9", "203.0.113.5")).isEqualTo("203.0.113.5");
        assertThat(of("192.0.2.7", " 198.51.100.1", " 203.0.113.5 ", "10.1.1.1"))
                .isEqualTo("203.0.113.5");
        assertThat(of("[2001:db8:1:0:0:0:0:9]", "203.0.113.5")).isEqualTo("203.0.113.5");
        assertThat(of("10.9.9.9", "10.1.1.1")).isEqualTo("10.1.1.1");
    }

    @Test
    void whatIsNoAddressEndsTheWay() {
        assertThat(of("10.9.9.9", "203.0.113.5", "unknown")).isEqualTo("10.9.9.9");
        assertThat(of("10.9.9.9", "localhost")).isEqualTo("10.9.9.9");
        assertThat(of("10.9.9.9", "")).isEqualTo("10.9.9.9");
    }

    /** One host has them all. */
    @Test
    void addressesOfOneNetworkInIpv6AreOneClient() {
        assertThat(of("2001:db8:5:6:1:2:3:4"))
                .isEqualTo(of("[2001:db8:5:6::99]"))
                .isEqualTo("2001:db8:5:6::/64");
        assertThat(of("2001:db8:5:7::99")).isNotEqualTo(of("2001:db8:5:6::99"));
    }
}
