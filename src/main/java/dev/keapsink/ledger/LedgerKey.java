package dev.keapsink.ledger;

/**
 * The name of an entry: a hash of the tenant, the stream and the record's key, so that it identifies no person.
 *
 * @param value letters, digits and punctuation of ASCII, at most 200 characters
 */
public record LedgerKey(String value) implements Comparable<LedgerKey> {
    @Override
    public int compareTo(LedgerKey other) {
        return value.compareTo(other.value);
    }
}
