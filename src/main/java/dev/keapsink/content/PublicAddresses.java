package dev.keapsink.content;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * Tells the addresses of the public internet from those that lead back to this machine, its network or the cloud's own
 * services. The tables follow IANA's registries of special-purpose addresses.
 *
 * @see <a href="https://www.iana.org/assignments/iana-ipv4-special-registry">IPv4</a>
 * @see <a href="https://www.iana.org/assignments/iana-ipv6-special-registry">IPv6</a>
 */
final class PublicAddresses {

    /** Everything in IPv4 that is not one host of the public internet. */
    private static final List<Prefix> SPECIAL_V4 = List.of(
            prefix(8, 0),
            prefix(8, 10),
            prefix(10, 100, 64),
            prefix(8, 127),
            // Also the metadata of the instance, and the credentials of a container.
            prefix(16, 169, 254),
            prefix(12, 172, 16),
            prefix(24, 192, 0, 0),
            prefix(24, 192, 0, 2),
            prefix(24, 192, 31, 196),
            prefix(24, 192, 52, 193),
            prefix(24, 192, 88, 99),
            prefix(16, 192, 168),
            prefix(24, 192, 175, 48),
            prefix(15, 198, 18),
            prefix(24, 198, 51, 100),
            prefix(24, 203, 0, 113),
            // Multicast, reserved, broadcast.
            prefix(3, 224),
            // Azure's virtual machines reach their host's services here.
            prefix(32, 168, 63, 129, 16));

    /** The only part of IPv6 that is given out for the public internet. */
    private static final Prefix GLOBAL_V6 = prefix(3, 0x20);

    /** Parts of it that lead elsewhere: tunnels into IPv4, and addresses for protocols, tests and documents. */
    private static final List<Prefix> SPECIAL_V6 = List.of(
            prefix(23, 0x20, 0x01, 0x00),
            prefix(32, 0x20, 0x01, 0x0d, 0xb8),
            prefix(16, 0x20, 0x02),
            prefix(48, 0x26, 0x20, 0x00, 0x4f, 0x80, 0x00),
            prefix(20, 0x3f, 0xff));

    private static final class Prefix {
        private final int bits;
        private final byte[] start;

        Prefix(int bits, byte[] start) {
            this.bits = bits;
            this.start = start;
        }

        boolean holds(byte[] address) {
            int whole = bits / 8;
            int mask = 0xff << (8 - bits % 8) & 0xff;
            return Arrays.equals(address, 0, whole, start, 0, whole)
                    && (bits % 8 == 0 || ((address[whole] ^ start[whole]) & mask) == 0);
        }
    }

    private PublicAddresses() {}

    private static Prefix prefix(int bits, int... start) {
        byte[] bytes = new byte[16];
        for (int i = 0; i < start.length; i++) {
            bytes[i] = (byte) start[i];
        }
        return new Prefix(bits, bytes);
    }

    /**
     * Whether an address is a host of the public internet. An IPv4 address inside an IPv6 one is none: whatever
     * translates it may stand inside the network.
     */
    static boolean isOne(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == 4
                ? isOutside(bytes, SPECIAL_V4)
                : GLOBAL_V6.holds(bytes) && isOutside(bytes, SPECIAL_V6);
    }

    private static boolean isOutside(byte[] address, List<Prefix> special) {
        return special.stream().noneMatch(prefix -> prefix.holds(address));
    }
}
