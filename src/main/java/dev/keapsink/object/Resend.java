package dev.keapsink.object;

/** Says when a create in doubt is sent again, although a look for its object has found nothing. */
public enum Resend {
    /** At once. */
    AT_ONCE,
    /** Once so much time has passed that Keap's lists would show the object. */
    AFTER_A_WHILE,
    /** Never on a guess, because the object stands for money. A person decides. */
    NEVER
}
