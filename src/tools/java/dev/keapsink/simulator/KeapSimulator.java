package dev.keapsink.simulator;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Keap account: handles requests one at a time and remembers every one of them. Time comes from the clock given, and
 * nothing here waits: a delay is a part of the reply, for the transport to observe. Thread-safe.
 */
public final class KeapSimulator {
    /** The key accepted unless another one is set. */
    public static final String API_KEY = "KeapAK-simulator-0000";

    private static final Pattern BELOW_BASE = Pattern.compile(".*?(/v[12]/.*|" + TokenDesk.PATH + ")");

    private final InstantSource clock;
    private final Grants grants = new Grants();
    private final Authentication authentication = new Authentication(API_KEY, grants.accessTokens());
    private final Holdings holdings = new Holdings();
    private final Faults faults = new Faults();
    private final Journal journal = new Journal();
    private final QuotaMeter meter;
    private final Gateway gateway;

    public KeapSimulator(Quota quota, InstantSource clock) {
        this.clock = clock;
        meter = new QuotaMeter(quota);
        gateway = new Gateway(authentication, meter, faults, new TokenDesk(grants), Routes.of(holdings));
    }

    /** Answers one request; its path may carry any prefix before /v1/, /v2/ or /token. */
    public synchronized SimulatedReply handle(SimulatedRequest received) {
        Matcher path = BELOW_BASE.matcher(received.path());
        SimulatedRequest request = path.matches() ? received.withPath(path.group(1)) : received;
        Instant now = clock.instant();
        gateway.catchUp(now);
        SimulatedReply reply = gateway.pass(request, now);
        journal.add(now, request, reply);
        return reply;
    }

    /** From now on this is the only accepted key; access tokens are accepted beside it. */
    public synchronized void acceptKey(String key) {
        authentication.accept(key);
    }

    /** Makes the client known, or changes its secret. Grants and codes go to the client named last. */
    public synchronized void oauthClient(String id, String secret) {
        grants.register(id, secret);
    }

    /** From now on tokens are issued and refused so; those that are out stay as they are. */
    public synchronized void tokenRules(TokenRules rules) {
        grants.follow(rules);
    }

    /** The account's owner authorises the client anew, which ends an earlier grant's refresh token. */
    public synchronized TokenPair grant() {
        return grants.grant(clock.instant());
    }

    /** The account's owner authorises the client, which still has to exchange the code for a pair of tokens. */
    public synchronized String authorizationCode(String redirectUri) {
        return grants.code(redirectUri);
    }

    /** The access tokens that are out expire now; the refresh token lives on. */
    public synchronized void expireAccessTokens() {
        grants.accessTokens().expireAll(clock.instant());
    }

    /** The account's owner takes the grant back: none of its tokens is good any more. */
    public synchronized void revokeGrant() {
        grants.revoke();
    }

    /** The one refresh token that Keap would take now. */
    public synchronized Optional<String> livingRefreshToken() {
        gateway.catchUp(clock.instant());
        return grants.livingRefreshToken(clock.instant());
    }

    /** From now on replies say that they are of this account, as if it were another one. */
    public synchronized void tenant(String name) {
        meter.belongTo(name);
    }

    public synchronized void addTag(long id, String name) {
        holdings.tags.add(id, name);
    }

    /** The tag goes, and with it its application to any contact. */
    public synchronized void removeTag(long id) {
        holdings.tags.remove(id);
        holdings.contacts.all().forEach(contact -> contact.tags().remove(id));
    }

    public synchronized void contactTypes(String... types) {
        holdings.contactTypes.set(List.of(types));
    }

    /** A tag's category, for tags that are created through the API. */
    public synchronized void addTagCategory(long id, String name) {
        holdings.tags.addCategory(id, name);
    }

    /** Adds a custom field of contacts, or changes the one with its id. */
    public synchronized void addCustomField(CustomField field) {
        holdings.customFields.add(field);
    }

    /** The custom field goes, and Keap refuses contacts that bring it. */
    public synchronized void removeCustomField(long id) {
        holdings.customFields.remove(id);
    }

    /** From now on the account behaves so; what it holds stays as it is. */
    public synchronized void behave(Behaviour behaviour) {
        holdings.behave(behaviour);
    }

    public synchronized Behaviour behaviour() {
        return holdings.behaviour();
    }

    /** Tag calls answer {@code [{"key":"123","value":"SUCCESS"}]}, not {@code {"123":"SUCCESS"}}. */
    public synchronized void answerTagResultsAsList() {
        holdings.tagging.answerAsList();
    }

    public synchronized void inject(Fault fault) {
        faults.add(fault);
    }

    public synchronized void clearFaults() {
        faults.clear();
    }

    /** A snapshot, oldest first. */
    public synchronized List<StoredContact> contacts() {
        gateway.catchUp(clock.instant());
        List<StoredContact> snapshot = new ArrayList<>();
        for (StoredContact contact : holdings.contacts.all()) {
            snapshot.add(new StoredContact(
                    contact.id(),
                    contact.fields().deepCopy(),
                    new TreeMap<>(contact.tags()),
                    new TreeMap<>(contact.timesApplied()),
                    contact.created(),
                    contact.updated()));
        }
        return snapshot;
    }

    public synchronized List<Call> calls() {
        return journal.all();
    }

    /** The calls to the token endpoint, which are among all the calls, but neither writes nor metered. */
    public synchronized List<Call> tokenCalls() {
        return journal.all().stream().filter(Call::isForTokens).toList();
    }

    /** How many calls were writes, refused ones included. */
    public synchronized int writes() {
        return journal.count(Call::isWrite);
    }

    /** How many calls Keap, or a fault, answered with an error status. */
    public synchronized int refusedCalls() {
        return journal.count(call -> call.status() >= 400);
    }

    /** How many calls came when the minute's or the day's quota was used up. */
    public synchronized int throttled() {
        return meter.throttled();
    }

    /** How many calls came too soon after another. */
    public synchronized int spikeArrests() {
        return meter.spikeArrests();
    }
}
