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
 * A simulated Keap account. It handles one request at a time and keeps a journal of all calls. It never waits: a delay
 * is part of the reply, and the transport observes it. Threadsafe.
 */
public final class KeapSimulator {
    /** The API key that is accepted at first. */
    public static final String API_KEY = "KeapAK-simulator-0000";

    private static final Pattern BELOW_BASE = Pattern.compile(".*?(/v[12]/.*|" + TokenEndpoint.PATH + ")");

    private final InstantSource clock;
    private final Grants grants = new Grants();
    private final Authentication authentication = new Authentication(API_KEY, grants.accessTokens());
    private final AccountData data = new AccountData();
    private final Faults faults = new Faults();
    private final Journal journal = new Journal();
    private final QuotaMeter meter;
    private final Gateway gateway;

    /**
     * An account without contacts, tags and custom fields.
     *
     * @param clock the account's time
     */
    public KeapSimulator(Quota quota, InstantSource clock) {
        this.clock = clock;
        meter = new QuotaMeter(quota);
        gateway = new Gateway(authentication, meter, faults, new TokenEndpoint(grants), Routes.of(data));
    }

    /** Answers one request. Its path may have any prefix before /v1/, /v2/ or /token. */
    public synchronized SimulatedReply handle(SimulatedRequest received) {
        Matcher path = BELOW_BASE.matcher(received.path());
        SimulatedRequest request = path.matches() ? received.withPath(path.group(1)) : received;
        Instant now = clock.instant();
        gateway.catchUp(now);
        SimulatedReply reply = gateway.pass(request, now);
        journal.add(now, request, reply);
        return reply;
    }

    /** From now on this is the only accepted API key. Access tokens are accepted beside it. */
    public synchronized void acceptKey(String key) {
        authentication.accept(key);
    }

    /** Registers an OAuth2 client, or changes its secret. Grants and codes are issued to the last registered client. */
    public synchronized void oauthClient(String id, String secret) {
        grants.register(id, secret);
    }

    /** From now on tokens are issued and refused so. Tokens that were issued before keep their expiry. */
    public synchronized void tokenRules(TokenRules rules) {
        grants.follow(rules);
    }

    /**
     * Authorises the client, as the account's owner does. The refresh token of an earlier grant becomes invalid.
     *
     * @throws IllegalStateException if no client is registered
     */
    public synchronized TokenPair grant() {
        return grants.grant(clock.instant());
    }

    /**
     * Authorises the client with a code, which the client has to exchange for a pair of tokens.
     *
     * @param redirectUri the address that the exchange has to repeat
     * @throws IllegalStateException if no client is registered
     */
    public synchronized String authorizationCode(String redirectUri) {
        return grants.code(redirectUri);
    }

    /** Makes all access tokens expire now. The refresh token stays valid. */
    public synchronized void expireAccessTokens() {
        grants.accessTokens().expireAll(clock.instant());
    }

    /** Revokes the grant, as the account's owner does: none of its tokens is valid any more. */
    public synchronized void revokeGrant() {
        grants.revoke();
    }

    /** The refresh token that Keap accepts now, if there is one. */
    public synchronized Optional<String> validRefreshToken() {
        gateway.catchUp(clock.instant());
        return grants.validRefreshToken(clock.instant());
    }

    /** From now on replies name this Keap account in their headers, as if it were another one. */
    public synchronized void tenant(String name) {
        meter.belongTo(name);
    }

    /** Adds a tag, or renames the one with its id. */
    public synchronized void addTag(long id, String name) {
        data.tags.add(id, name);
    }

    /** Returns the ids of the tags with this name, in upper or lower case. */
    public synchronized List<Long> tagsNamed(String name) {
        return data.tags.named(name).stream().map(TagStore.Tag::id).toList();
    }

    /** Removes a tag from the account and from all its contacts. */
    public synchronized void removeTag(long id) {
        data.tags.remove(id);
        data.contacts.all().forEach(contact -> contact.tags().remove(id));
    }

    /** Replaces the contact types of the account. */
    public synchronized void contactTypes(String... types) {
        data.contactTypes.set(List.of(types));
    }

    /** Adds a category that tags can name when they are created through the API. */
    public synchronized void addTagCategory(long id, String name) {
        data.tags.addCategory(id, name);
    }

    /** Adds a custom field of contacts, or changes the one with its id. */
    public synchronized void addCustomField(CustomField field) {
        data.customFields.add(field);
    }

    /** Removes a custom field; from now on Keap refuses contacts that have it. */
    public synchronized void removeCustomField(long id) {
        data.customFields.remove(id);
    }

    /** From now on the account behaves so. Its data stay as they are. */
    public synchronized void behave(Behaviour behaviour) {
        data.behave(behaviour);
    }

    /** How the account behaves. */
    public synchronized Behaviour behaviour() {
        return data.behaviour();
    }

    /** From now on tag calls answer {@code [{"key":"123","value":"SUCCESS"}]} and not {@code {"123":"SUCCESS"}}. */
    public synchronized void answerTagResultsAsList() {
        data.tagging.answerAsList();
    }

    /** Adds a fault; faults that were added before come first. */
    public synchronized void inject(Fault fault) {
        faults.add(fault);
    }

    /** Removes all faults. */
    public synchronized void clearFaults() {
        faults.clear();
    }

    /** A copy of the contacts as they are now, oldest first. */
    public synchronized List<StoredContact> contacts() {
        gateway.catchUp(clock.instant());
        List<StoredContact> snapshot = new ArrayList<>();
        for (StoredContact contact : data.contacts.all()) {
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

    /** The account's objects beside contacts, and the settings that concern them. */
    public SimulatedObjects objects() {
        return new SimulatedObjects(this, data.objects, () -> gateway.catchUp(clock.instant()));
    }

    /** The calls that would have charged a card: those that name a payment method, whatever Keap answered. */
    public synchronized List<Call> charges() {
        return journal.all().stream().filter(Call::mayCharge).toList();
    }

    /** All calls so far, oldest first, calls for tokens included. */
    public synchronized List<Call> calls() {
        return journal.all();
    }

    /** The calls to the token endpoint. {@link #calls} has them too, but they are neither writes nor metered. */
    public synchronized List<Call> tokenCalls() {
        return journal.all().stream().filter(Call::isForTokens).toList();
    }

    /** How many calls were writes, including refused ones. */
    public synchronized int writes() {
        return journal.count(Call::isWrite);
    }

    /** How many calls Keap or a fault answered with an error status. */
    public synchronized int refusedCalls() {
        return journal.count(call -> call.status() >= 400);
    }

    /** How many calls were refused because the minute's or the day's quota was used up. */
    public synchronized int throttled() {
        return meter.throttled();
    }

    /** How many calls were refused because they came too soon after another one. */
    public synchronized int spikeArrests() {
        return meter.spikeArrests();
    }
}
