package dev.keapsink.resilience;

/** Says when a failed call may be made again. */
public enum Idempotency {
    /** It changes nothing, so it may always be made again. */
    SAFE,
    /** Two such calls in a row have the effect of one, so it may be made again once the first is known to be over. */
    IDEMPOTENT,
    /** It creates something, so it may be made again only if the first was certainly not carried out. */
    ONCE
}
