package dev.keapsink.ledger;

/**
 * Whose entry it is: a hash of the tenant, the stream and the record's key, so that the ledger names nobody.
 *
 * @param value letters, digits and punctuation of ASCII, at most 200 characters
 */
public record LedgerKey(String value) implements Comparable<LedgerKey> {
    @Override
    public int compareTo(LedgerKey other) {
        return value.compareTo(other.value);
    }
}
