package dev.keapsink.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressesTest {

    private static boolean isPublic(String address) throws UnknownHostException {
        // An address in digits is not looked up.
        return PublicAddresses.isOne(InetAddress.getByName(address));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // This machine, under all its names.
                "0.0.0.0",
                "0.255.255.255",
                "127.0.0.1",
                "127.255.255.254",
                "::",
                "::1",
                "::ffff:127.0.0.1",
                // Private networks, and those of carriers.
                "10.0.0.0",
                "10.255.255.255",
                "100.64.0.0",
                "100.127.255.255",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.0.1",
                "192.168.255.255",
                "fc00::1",
                "fd12:3456:789a::1",
                "fec0::1",
                "::ffff:10.0.0.1",
                "::ffff:192.168.1.1",
                // Link-local addresses, and the clouds' metadata.
                "169.254.0.1",
                "169.254.169.254",
                "169.254.170.2",
                "169.254.255.255",
                "fe80::1",
                "febf::1",
                "fd00:ec2::254",
                "::ffff:169.254.169.254",
                "100.100.100.200",
                "168.63.129.16",
                "192.0.0.192",
                // IPv4 addresses inside IPv6 ones: compatible, translated, NAT64, 6to4, Teredo.
                "::127.0.0.1",
                "::ffff:0:10.0.0.1",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b::808:808",
                "64:ff9b:1::a00:1",
                "2002:a9fe:a9fe::1",
                "2002:7f00:1::",
                "2001:0:4136:e378:8000:63bf:3fff:fdd2",
                // Multicast, broadcast, reserved.
                "224.0.0.1",
                "239.255.255.250",
                "240.0.0.1",
                "255.255.255.255",
                "ff02::1",
                "ff0e::1",
                // Documents, benchmarks, protocols.
                "192.0.0.8",
                "192.0.2.1",
                "198.51.100.1",
                "203.0.113.255",
                "198.18.0.1",
                "198.19.255.255",
                "192.88.99.1",
                "192.31.196.1",
                "192.52.193.1",
                "192.175.48.1",
                "2001:db8::1",
                "3fff::1",
                "3fff:fff::1",
                "2001:20::1",
                "2001:1ff::1",
                "2620:4f:8000::1",
                "100::1",
                "5f00::1",
                "4000::1",
                "1fff::1"
            })
    void refusesWhatLeadsElsewhere(String address) throws UnknownHostException {
        assertThat(isPublic(address)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "8.8.8.8",
                "9.255.255.255",
                "11.0.0.1",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.1",
                "169.253.255.255",
                "169.255.0.1",
                "172.15.255.255",
                "172.32.0.0",
                "192.0.1.1",
                "192.0.3.0",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "168.63.129.17",
                "52.216.1.1",
                "::ffff:8.8.8.8",
                "2600:1f18::1",
                "2a00:1450:4001:81b::200e",
                "2001:200::1",
                "2001:4860:4860::8888",
                "2003::1",
                "2620:4f:7fff::1",
                "3ffe::1"
            })
    void allowsThePublicInternetUpToItsEdges(String address) throws UnknownHostException {
        assertThat(isPublic(address)).isTrue();
    }
}
