package dev.keapsink.keap;

/**
 * How often Keap may be called with one credential, by all instances together.
 *
 * @param perSecond calls a second; Keap takes them only evenly spaced (its spike arrest)
 * @param perMinute calls in one minute of the clock
 * @param instances how many instances of the function may run at the same time and share the limits evenly
 */
public record CallLimits(int perSecond, int perMinute, int instances) {

    public CallLimits {
        if (perSecond < 1 || perMinute < 1 || instances < 1) {
            throw new IllegalArgumentException("Limits and the number of instances must be >= 1");
        }
    }
}
