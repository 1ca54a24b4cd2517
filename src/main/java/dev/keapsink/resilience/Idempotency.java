package dev.keapsink.resilience;

/** When a call may be made again. */
public enum Idempotency {
    /** It changes nothing: always. */
    SAFE,
    /** Making it twice, one after the other, has the effect of making it once: when the first is known to be over. */
    IDEMPOTENT,
    /** It creates something: only when the first was certainly not carried out. */
    ONCE
}
