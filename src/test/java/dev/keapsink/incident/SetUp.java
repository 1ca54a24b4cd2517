package dev.keapsink.incident;

import dev.keapsink.contact.ContactMapping;
import dev.keapsink.contact.ContactMappingReader;
import dev.keapsink.record.ObjectType;
import dev.keapsink.simulator.Quota;
import java.util.EnumSet;
import java.util.Set;

/**
 * What an incident is played on: the account's quota, how many instances of the sink run at most, what kind of queue feeds
 * them, how often it delivers a message before it gives up, whether there is a ledger, which types of records are written,
 * and how records become contacts.
 */
record SetUp(
        Quota quota,
        int instances,
        boolean fifo,
        int maxReceiveCount,
        boolean ledger,
        Set<ObjectType> streams,
        ContactMapping mapping) {

    /** As the infrastructure in this repository deploys it. */
    static final SetUp STANDARD = of(2, false);

    static final SetUp FIFO = of(2, true);

    static final SetUp ONE_INSTANCE = of(1, false);

    private static SetUp of(int instances, boolean fifo) {
        return new SetUp(
                Quota.KEAP_API_KEY, instances, fifo, 100, false, Set.of(ObjectType.CONTACTS), ContactMapping.AUTOMATIC);
    }

    SetUp callsADay(int calls) {
        Quota smaller = new Quota(quota.perSecond(), quota.perMinute(), calls);
        return new SetUp(smaller, instances, fifo, maxReceiveCount, ledger, streams, mapping);
    }

    SetUp givingUpAfter(int receives) {
        return new SetUp(quota, instances, fifo, receives, ledger, streams, mapping);
    }

    SetUp withLedger() {
        return new SetUp(quota, instances, fifo, maxReceiveCount, true, streams, mapping);
    }

    /** The streams of all types are written. */
    SetUp writingAll() {
        return new SetUp(quota, instances, fifo, maxReceiveCount, ledger, EnumSet.allOf(ObjectType.class), mapping);
    }

    /**
     * @param json as {@code KEAP_SINK_MAPPING} holds it
     */
    SetUp mapping(String json) {
        return new SetUp(quota, instances, fifo, maxReceiveCount, ledger, streams, ContactMappingReader.read(json));
    }

    /** Ten is the largest batch that SQS and Lambda allow on a FIFO queue. */
    int batchSize() {
        return fifo ? 10 : 100;
    }
}
