package dev.keapsink.incident;

import dev.keapsink.simulator.Quota;

/**
 * What an incident is played on: the account's quota, how many instances of the sink run at most, what kind of queue feeds
 * them, how often it delivers a message before it gives up, and whether there is a ledger.
 */
record SetUp(Quota quota, int instances, boolean fifo, int maxReceiveCount, boolean ledger) {

    /** As the infrastructure in this repository deploys it. */
    static final SetUp STANDARD = new SetUp(Quota.KEAP_API_KEY, 2, false, 100, false);

    static final SetUp FIFO = new SetUp(Quota.KEAP_API_KEY, 2, true, 100, false);

    static final SetUp ONE_INSTANCE = new SetUp(Quota.KEAP_API_KEY, 1, false, 100, false);

    SetUp callsADay(int calls) {
        return new SetUp(
                new Quota(quota.perSecond(), quota.perMinute(), calls), instances, fifo, maxReceiveCount, ledger);
    }

    SetUp givingUpAfter(int receives) {
        return new SetUp(quota, instances, fifo, receives, ledger);
    }

    SetUp remembering() {
        return new SetUp(quota, instances, fifo, maxReceiveCount, true);
    }

    /** Ten is the largest batch that SQS and Lambda allow on a FIFO queue. */
    int batchSize() {
        return fifo ? 10 : 100;
    }
}
