package dev.keapsink.contact;

import java.util.List;

/**
 * One of the three addresses that Keap keeps of a contact.
 *
 * @param name Keap's name of the slot
 * @param label the beginning of the labels of its fields
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
