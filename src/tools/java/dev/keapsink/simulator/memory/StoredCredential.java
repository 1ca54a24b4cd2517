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

/** A credential's document in memory, which fails by script. Threadsafe. */
public final class StoredCredential implements GrantStore {

    private String text;
    private IntFunction<String> texted = n -> text;
    private Runnable effort = () -> {};
    private int reads;
    private final List<String> written = new ArrayList<>();
    private final Deque<RuntimeException> readProblems = new ArrayDeque<>();
    private final Deque<RuntimeException> writeProblems = new ArrayDeque<>();
    private CredentialUnwritable unprepared;

    public StoredCredential(String text) {
        this.text = text;
    }

    public static StoredCredential ofKey(String key) {
        return new StoredCredential(CredentialDocument.of(new Credential.ApiKey(key)));
    }

    public static StoredCredential of(Credential.Grant grant) {
        return new StoredCredential(CredentialDocument.of(grant));
    }

    /** What a process has that read the credential here when it started. */
    public <T extends InstantSource & Sleeper> Credentials credentials(T time) {
        Credentials credentials = new Credentials(this, time, time);
        credentials.current();
        return credentials;
    }

    /** Somebody puts another document here. */
    public synchronized void put(String other) {
        text = other;
    }

    /** From now on the n-th reading finds this. */
    public synchronized void onRead(IntFunction<String> texts) {
        texted = texts;
    }

    /** From now on every reading and every writing takes this long. */
    public synchronized void taking(Duration time, VirtualTime clock) {
        effort = () -> clock.sleep(time);
    }

    /** So many of the next readings fail, and no other ones. */
    public synchronized void failReads(int times, CredentialUnreadable problem) {
        readProblems.clear();
        for (int i = 0; i < times; i++) {
            readProblems.add(problem);
        }
    }

    /** So many of the next writings fail, and no other ones. */
    public synchronized void failWrites(int times, RuntimeException problem) {
        writeProblems.clear();
        for (int i = 0; i < times; i++) {
            writeProblems.add(problem);
        }
    }

    public synchronized void refuseWrites(CredentialUnwritable problem) {
        unprepared = problem;
    }

    public synchronized int reads() {
        return reads;
    }

    public synchronized List<String> written() {
        return List.copyOf(written);
    }

    public synchronized Credential credential() {
        return CredentialDocument.parse(text, name()).credential();
    }

    @Override
    public synchronized String read() {
        reads++;
        effort.run();
        if (!readProblems.isEmpty()) {
            throw readProblems.remove();
        }
        return texted.apply(reads);
    }

    @Override
    public String name() {
        return "the parameter /keap-sink/credentials";
    }

    @Override
    public synchronized void prepare() {
        if (unprepared != null) {
            throw unprepared;
        }
    }

    @Override
    public synchronized void write(String other) {
        effort.run();
        if (!writeProblems.isEmpty()) {
            throw writeProblems.remove();
        }
        text = other;
        written.add(other);
    }
}
