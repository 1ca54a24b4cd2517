package dev.keapsink.credential;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
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

    /** How long one reading may take: those who wait for it have other deadlines, too. */
    public static final Duration LONGEST_READ = Duration.ofSeconds(3);

    /** A credential that is wrong is seldom replaced within seconds, and the place it is kept in has limits of its own. */
    static final Duration BETWEEN_READS = Duration.ofSeconds(5);

    private final CredentialStore store;
    private final InstantSource clock;
    private final ReentrantLock reading = new ReentrantLock();

    private volatile @Nullable Credential current;
    private Instant readAt = Instant.MIN;
    private @Nullable CredentialUnreadable problem;

    public Credentials(CredentialStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * The credential to call Keap with.
     *
     * @throws CredentialUnreadable if there is none yet
     */
    public Credential current() {
        Credential known = current;
        return known != null ? known : otherThan(null);
    }

    /** The credential in force, if one was read. */
    public Optional<Credential> known() {
        return Optional.ofNullable(current);
    }

    /**
     * Looks for another credential in the place of one that Keap refused.
     *
     * @return whether there is one now
     * @throws CredentialUnreadable if its store cannot be asked
     */
    public boolean replace(Credential refused) {
        return !otherThan(refused).equals(refused);
    }

    /** The credential in force, unless that is the one given: then what the store has now, which may be the same. */
    private Credential otherThan(@Nullable Credential refused) {
        reading.lock();
        try {
            Credential known = current;
            if (known != null && !known.equals(refused)) {
                return known;
            }
            boolean readLately = clock.instant().isBefore(readAt.plus(BETWEEN_READS));
            if (readLately && problem != null) {
                throw problem;
            }
            return known != null && readLately ? known : read(refused);
        } finally {
            reading.unlock();
        }
    }

    private Credential read(@Nullable Credential refused) {
        try {
            Credential read =
                    CredentialDocument.parse(store.read(), store.name()).credential();
            if (refused != null && !read.equals(refused)) {
                LOG.info("Keap refused the credential; the one that took its place is used from now on");
            }
            problem = null;
            current = read;
            return read;
        } catch (CredentialUnreadable e) {
            problem = e;
            throw e;
        } finally {
            readAt = clock.instant();
        }
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
}
