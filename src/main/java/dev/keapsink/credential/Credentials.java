package dev.keapsink.credential;

import dev.keapsink.resilience.Sleeper;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The credential in force in this process. It is read when it is first needed, and again when Keap refuses it: once for
 * all callers that were refused with it, and not more often than every few seconds. Threadsafe.
 */
public final class Credentials {

    private static final Logger LOG = Logger.getLogger(Credentials.class);

    /** The place that the credential is kept in has limits of its own, so who wants to read it anew waits for as long. */
    static final Duration BETWEEN_READS = Duration.ofSeconds(2);

    /** How long a caller may have to wait, with the three seconds that one reading may take. */
    public static final Duration LONGEST_READ = BETWEEN_READS.plusSeconds(3);

    private final CredentialStore store;
    private final InstantSource clock;
    private final Sleeper sleeper;
    private final ReentrantLock reading = new ReentrantLock();

    private volatile @Nullable Credential current;
    private Instant readAt = Instant.MIN;
    private @Nullable CredentialUnreadable problem;

    public Credentials(CredentialStore store, InstantSource clock, Sleeper sleeper) {
        this.store = store;
        this.clock = clock;
        this.sleeper = sleeper;
    }

    /**
     * The credential to call Keap with.
     *
     * @throws CredentialUnreadable if there is none yet
     */
    public Credential current() {
        Credential known = current;
        return known != null ? known : otherThan(null, clock.instant());
    }

    /** The credential in force, if one was read. */
    public Optional<Credential> known() {
        return Optional.ofNullable(current);
    }

    /**
     * Looks for another credential in the place of one that Keap refused.
     *
     * @param sentAt when the call left that was refused: what was read since then need not be read again
     * @return whether there is one now
     * @throws CredentialUnreadable if its store cannot be asked
     */
    public boolean replace(Credential refused, Instant sentAt) {
        return !otherThan(refused, sentAt).equals(refused);
    }

    /** What a person has to do about a credential that Keap refuses; completes a sentence. */
    public String remedy(Credential refused) {
        return store.remedy(refused);
    }

    /** The next caller reads the credential anew. */
    public void forget() {
        reading.lock();
        try {
            current = null;
            readAt = Instant.MIN;
            problem = null;
        } finally {
            reading.unlock();
        }
    }

    /** The credential in force, unless that is the one given: then what the store has now, which may be the same. */
    private Credential otherThan(@Nullable Credential refused, Instant since) {
        while (true) {
            Duration wait;
            reading.lock();
            try {
                Credential known = current;
                if (known != null && !known.equals(refused)) {
                    return known;
                }
                if (!readAt.isBefore(since)) {
                    return found();
                }
                wait = Duration.between(
                        clock.instant(), readAt.equals(Instant.MIN) ? since : readAt.plus(BETWEEN_READS));
                if (!wait.isPositive()) {
                    return read(refused);
                }
            } finally {
                reading.unlock();
            }
            // Not with the lock in hand: all who wait read together, because the first of them does it for the others.
            sleep(wait);
        }
    }

    /** What the last reading came to. */
    private Credential found() {
        if (problem != null) {
            throw problem;
        }
        return Objects.requireNonNull(current);
    }

    private Credential read(@Nullable Credential refused) {
        // Not when it ends: what is replaced meanwhile would count as read.
        readAt = clock.instant();
        try {
            Credential read =
                    CredentialDocument.parse(store.read(), store.name()).credential();
            if (refused != null && !read.equals(refused)) {
                LOG.info("Another credential has taken the place of the one in use; it is used from now on");
            }
            problem = null;
            current = read;
            return read;
        } catch (CredentialUnreadable e) {
            problem = e;
            throw e;
        }
    }

    private void sleep(Duration wait) {
        try {
            sleeper.sleep(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CredentialUnreadable.forNow("The invocation ended while it waited for the credential");
        }
    }
}
