package dev.keapsink.contact;

import java.util.List;

/**
 * One of the three addresses that Keap keeps.
 *
 * @param label what stands before the labels of its parts
 */
record AddressSlot(String name, String label) {

    static final List<AddressSlot> ALL = List.of(
            new AddressSlot("BILLING", ""),
            new AddressSlot("SHIPPING", "shipping_"),
            new AddressSlot("OTHER", "other_"));

    boolean isBilling() {
        return label.isEmpty();
    }
}
