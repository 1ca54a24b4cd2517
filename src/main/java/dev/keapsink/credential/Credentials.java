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
 * Holds the credential in force in this process. It is read on first use, and again when Keap refuses it. One read
 * serves all callers that were refused with it, and reads are at least some seconds apart. Threadsafe.
 */
public final class Credentials {

    private static final Logger LOG = Logger.getLogger(Credentials.class);

    /**
     * The least time between two reads, because the store has limits of its own. A caller that needs a new read waits
     * for it.
     */
    static final Duration BETWEEN_READS = Duration.ofSeconds(2);

    /** The longest wait of a caller: for the next read, and the three seconds that the read itself may take. */
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
     * @throws CredentialUnreadable if it cannot be read
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
     * Looks for a replacement of a credential that Keap refused.
     *
     * @param sentAt when the refused call left; a read since then is not repeated
     * @return whether another credential is in force now
     * @throws CredentialUnreadable if the store cannot be read
     */
    public boolean replace(Credential refused, Instant sentAt) {
        return !otherThan(refused, sentAt).equals(refused);
    }

    /** What the operator has to do about a credential that Keap refuses. It completes a sentence. */
    public String remedy(Credential refused) {
        return store.remedy(refused);
    }

    /** Makes the next caller read the credential anew. */
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

    /**
     * The credential in force, if it is not the refused one. Otherwise the one that the store holds now, which may be
     * the same.
     */
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
            // The lock is free during the wait, so that all callers wait together. The first of them reads for the
            // others.
            sleep(wait);
        }
    }

    /** The result of the last read. */
    private Credential found() {
        if (problem != null) {
            throw problem;
        }
        return Objects.requireNonNull(current);
    }

    private Credential read(@Nullable Credential refused) {
        // The start of the read counts. It may have missed a replacement made before its end.
        readAt = clock.instant();
        try {
            Credential read =
                    CredentialDocument.parse(store.read(), store.name()).credential();
            if (refused != null && !read.equals(refused)) {
                LOG.info("Another credential has replaced the one in use; it is used from now on");
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
