package dev.keapsink.simulator.memory;

import dev.keapsink.credential.Credential;
import dev.keapsink.credential.CredentialDocument;
import dev.keapsink.credential.CredentialUnreadable;
import dev.keapsink.credential.CredentialUnwritable;
import dev.keapsink.credential.Credentials;
import dev.keapsink.credential.GrantStore;
import dev.keapsink.resilience.Sleeper;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Stores the credential's document in memory. A test scripts contents, failures and delays of reads and writes.
 * Threadsafe.
 */
public final class StoredCredential implements GrantStore {

    private String text;
    private IntFunction<String> textOfRead = number -> text;
    private Runnable delay = () -> {};
    private int reads;
    private final List<String> written = new ArrayList<>();
    private final Deque<RuntimeException> readProblems = new ArrayDeque<>();
    private final Deque<RuntimeException> writeProblems = new ArrayDeque<>();
    private @Nullable CredentialUnwritable refusal;

    /** Stores a document as it is, even an invalid one. */
    public StoredCredential(String text) {
        this.text = text;
    }

    /** Stores an API key. */
    public static StoredCredential ofKey(String key) {
        return new StoredCredential(CredentialDocument.of(new Credential.ApiKey(key)));
    }

    /** Stores the tokens of a grant. */
    public static StoredCredential of(Credential.Grant grant) {
        return new StoredCredential(CredentialDocument.of(grant));
    }

    /** The credentials of a process that has just started and has read this document. */
    public <T extends InstantSource & Sleeper> Credentials credentials(T time) {
        Credentials credentials = new Credentials(this, time, time);
        credentials.current();
        return credentials;
    }

    /** Replaces the document, as an operator does; {@link #written} does not list it. */
    public synchronized void put(String other) {
        text = other;
    }

    /** From now on a read finds the text for its number, which counts all reads from 1. */
    public synchronized void onRead(IntFunction<String> texts) {
        textOfRead = texts;
    }

    /** From now on every read and every write takes this long. */
    public synchronized void taking(Duration time, VirtualTime clock) {
        delay = () -> clock.sleep(time);
    }

    /** The next {@code times} reads fail, and later ones succeed. */
    public synchronized void failReads(int times, CredentialUnreadable problem) {
        readProblems.clear();
        for (int i = 0; i < times; i++) {
            readProblems.add(problem);
        }
    }

    /** The next {@code times} writes fail, and later ones succeed. */
    public synchronized void failWrites(int times, RuntimeException problem) {
        writeProblems.clear();
        for (int i = 0; i < times; i++) {
            writeProblems.add(problem);
        }
    }

    /** From now on {@link #prepare} fails, as it does without the permission to write. */
    public synchronized void refuseWrites(CredentialUnwritable problem) {
        refusal = problem;
    }

    /** How many reads there were so far, including those that failed. */
    public synchronized int reads() {
        return reads;
    }

    /** The documents that the function wrote, oldest first. */
    public synchronized List<String> written() {
        return List.copyOf(written);
    }

    /**
     * The credential that the document holds.
     *
     * @throws CredentialUnreadable if the document is invalid
     */
    public synchronized Credential credential() {
        return CredentialDocument.parse(text, name()).credential();
    }

    @Override
    public synchronized String read() {
        reads++;
        delay.run();
        if (!readProblems.isEmpty()) {
            throw readProblems.remove();
        }
        return textOfRead.apply(reads);
    }

    @Override
    public String name() {
        return "the parameter /keap-sink/credentials";
    }

    @Override
    public synchronized void prepare() {
        if (refusal != null) {
            throw refusal;
        }
    }

    @Override
    public synchronized void write(String other) {
        delay.run();
        if (!writeProblems.isEmpty()) {
            throw writeProblems.remove();
        }
        text = other;
        written.add(other);
    }
}
