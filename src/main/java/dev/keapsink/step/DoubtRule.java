package dev.keapsink.step;

import dev.keapsink.keap.KeapFailure;
import dev.keapsink.object.Change;
import dev.keapsink.object.History.InDoubt;
import dev.keapsink.object.KeapObject;
import dev.keapsink.record.ConfirmedResend;
import dev.keapsink.record.InvalidValue;
import dev.keapsink.record.Outcome.Rejected;
import dev.keapsink.record.Reason;

/** Decides about a change whose object was not found, although an earlier create may have made it. */
final class DoubtRule {

    /** The looks, one a delivery, after which a person has to decide. */
    private static final int MOST_LOOKS = 3;

    private DoubtRule() {}

    /**
     * Returns only if the object may be taken as missing.
     *
     * @throws KeapFailure.InDoubt if the record has to wait
     * @throws InvalidValue if a person has to decide
     */
    static void requireSettled(KeapObject object, Change change, InDoubt doubt) {
        switch (object.resend()) {
            case AT_ONCE -> {}
            case AFTER_A_WHILE -> {
                if (doubt.untilListed().isPositive()) {
                    throw new KeapFailure.InDoubt(doubt.untilListed());
                }
            }
            case NEVER -> {
                if (doubt.looks() + 1 < MOST_LOOKS) {
                    throw new KeapFailure.InDoubt(doubt.untilListed());
                }
                throw new InvalidValue(new Rejected(
                        Reason.IN_DOUBT, null, ConfirmedResend.detail(doubt.since(), object.inWords(change))));
            }
        }
    }
}
