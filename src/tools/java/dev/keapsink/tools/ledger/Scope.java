package dev.keapsink.tools.ledger;

import dev.keapsink.tools.common.CommandFailure;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The entries of one stream in one account, as the operator named them.
 *
 * @param prefix the beginning of their keys, which only the function's KEAP_SINK_LEDGER_KEY gives
 */
record Scope(String stream, String tenant, String prefix) {

    /** A stream that is in the table at all has entries in its first 20 megabytes, or is a very small part of it. */
    private static final int MOST_PAGES = 20;

    @Override
    public String toString() {
        return "the stream %s of the account %s".formatted(stream, tenant);
    }

    /**
     * Makes sure that nothing was found because there is nothing. Another KEAP_SINK_LEDGER_KEY or account than the
     * function's gives keys that no entry has, so that nothing is ever found with it.
     *
     * @return what could not be verified, as a sentence after a space; an empty text if all is verified
     * @throws CommandFailure if the table has entries, and none of them belongs to this scope
     */
    String verified(LedgerRows rows) {
        AtomicInteger read = new AtomicInteger();
        AtomicBoolean known = new AtomicBoolean();
        try {
            rows.scan(prefix, MOST_PAGES, page -> {
                read.addAndGet(page.read());
                known.compareAndSet(false, !page.rows().isEmpty());
                return !known.get();
            });
        } catch (CommandFailure e) {
            if (Failures.isDenial(e)) {
                return " The credentials may not do dynamodb:Scan, so it is not verified that KEAP_SINK_LEDGER_KEY and --tenant are the function's.";
            }
            throw e;
        }
        if (known.get() || read.get() == 0) {
            return "";
        }
        throw unknown(read.get(), rows.table());
    }

    /** The failure to find anything in a table with so many entries, or more. */
    CommandFailure unknown(int entries, String table) {
        return new CommandFailure(
                "This says nothing about %s: the table %s has entries (%,d were read), and with this KEAP_SINK_LEDGER_KEY none is of that stream and account. Set KEAP_SINK_LEDGER_KEY to the function's value, or unset it if the function has none, and give the account that ./run check names."
                        .formatted(this, table, entries));
    }
}
