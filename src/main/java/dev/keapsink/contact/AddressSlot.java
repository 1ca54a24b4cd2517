package dev.keapsink.contact;

import java.util.List;
import java.util.stream.Stream;

/**
 * One of the three addresses that Keap keeps.
 *
 * @param label what stands before the labels of its parts
 * @param prefixes what producers put in front of the names of its parts
 */
record AddressSlot(String name, String label, List<String> prefixes) {

    private static final String BILLING = "BILLING";

    static final List<AddressSlot> ALL = List.of(
            new AddressSlot(BILLING, "", List.of("billing_", "billing_address_", "address_", "")),
            new AddressSlot("SHIPPING", "shipping_", List.of("shipping_", "shipping_address_")),
            new AddressSlot("OTHER", "other_", List.of("other_", "other_address_")));

    boolean isBilling() {
        return name.equals(BILLING);
    }

    /** Names of an address as a whole, such as {@code address}, which producers use for its first line. */
    Stream<String> whole(String... endings) {
        return Stream.of(endings)
                .flatMap(ending ->
                        Stream.of(label, isBilling() ? "billing_" : label).map(prefix -> prefix + "address" + ending));
    }

    Stream<String> names(String... parts) {
        return prefixes.stream().flatMap(prefix -> Stream.of(parts).map(part -> prefix + part));
    }
}
