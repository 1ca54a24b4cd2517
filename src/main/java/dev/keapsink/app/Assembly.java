package dev.keapsink.app;

import dev.keapsink.batch.BatchProcessor;
import dev.keapsink.batch.Budget;
import dev.keapsink.batch.Pipeline;
import dev.keapsink.batch.VerifiedAccount;
import dev.keapsink.check.AccountChecks;
import dev.keapsink.check.StreamChecks;
import dev.keapsink.contact.ContactLists;
import dev.keapsink.content.FileReader;
import dev.keapsink.credential.Credentials;
import dev.keapsink.credential.GrantStore;
import dev.keapsink.grant.Refresh;
import dev.keapsink.grant.TokenEndpoint;
import dev.keapsink.grant.TokenTransport;
import dev.keapsink.idempotency.BatchLedger;
import dev.keapsink.keap.CallLimits;
import dev.keapsink.keap.CallMeter;
import dev.keapsink.keap.CredentialProvider;
import dev.keapsink.keap.KeapClient;
import dev.keapsink.keap.KeapTransport;
import dev.keapsink.keap.Pacer;
import dev.keapsink.keap.Tenant;
import dev.keapsink.keap.WhoAmI;
import dev.keapsink.ledger.Ledger;
import dev.keapsink.ledger.LedgerMeter;
import dev.keapsink.metrics.BatchMetrics;
import dev.keapsink.metrics.Metrics;
import dev.keapsink.object.ObjectContext;
import dev.keapsink.object.ReferenceOptions;
import dev.keapsink.object.WritePolicy;
import dev.keapsink.outcome.RedeliveryDelay;
import dev.keapsink.outcome.RejectQueue;
import dev.keapsink.outcome.Settlement;
import dev.keapsink.outcome.Visibility;
import dev.keapsink.record.ObjectType;
import dev.keapsink.resilience.Backoff;
import dev.keapsink.resilience.Concurrency;
import dev.keapsink.resilience.Guard;
import dev.keapsink.resilience.Sleeper;
import dev.keapsink.tag.TagWriter;
import dev.keapsink.tag.Tags;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/** Puts the parts of the sink together, outermost first: the architecture on one screen. */
final class Assembly {

    private final Settings settings;
    private final FileReader files;
    private final Clock clock;
    private final Backoff backoff;
    private final Pacer pacer;
    private final CredentialProvider credentialProvider;
    private final KeapClient keap;
    private final CallMeter meter;

    Assembly(
            Settings settings,
            KeapTransport transport,
            CredentialProvider credentialProvider,
            Clock clock,
            DoubleSupplier chance,
            FileReader files) {
        this.files = files;
        this.settings = settings;
        this.clock = clock;
        this.backoff = new Backoff(chance);
        this.credentialProvider = credentialProvider;
        this.meter = new CallMeter();
        this.pacer = new Pacer(credentialProvider.limits(), clock, Sleeper.SYSTEM, chance);
        this.keap = new KeapClient(
                transport, new Guard<>(backoff, Sleeper.SYSTEM, clock), pacer, credentialProvider, meter, clock);
    }

    private Assembly(Assembly other, Settings settings) {
        this.settings = settings;
        this.files = other.files;
        this.clock = other.clock;
        this.backoff = other.backoff;
        this.credentialProvider = other.credentialProvider;
        this.meter = other.meter;
        this.pacer = other.pacer;
        this.keap = other.keap;
    }

    /** The same connection to Keap, with its pace, for other streams and another mapping. */
    Assembly with(Settings others) {
        return new Assembly(this, others);
    }

    KeapClient keap() {
        return keap;
    }

    /** The limits of the credential in force. */
    CallLimits limits() {
        return credentialProvider.limits();
    }

    /**
     * @param ledger the record of what was written; empty without a table
     */
    BatchProcessor processor(
            Concurrency concurrency,
            RejectQueue rejects,
            Visibility visibility,
            Metrics metrics,
            Optional<Ledger> ledger) {
        Optional<LedgerMeter> counted = ledger.map(Ledger::store).map(LedgerMeter::new);
        return new BatchProcessor(
                pipeline(concurrency, ledger.map(known -> batchLedger(known.in(counted.orElseThrow())))),
                new Settlement(rejects, visibility, redelivery()),
                budget(),
                new BatchMetrics(metrics, meter, counted));
    }

    /**
     * @param ledger the record of what was written; empty without a table
     */
    Pipeline pipeline(Concurrency concurrency, Optional<BatchLedger> ledger) {
        Settings.Contacts contacts = settings.contacts();
        return new Pipeline(
                settings.objects().streams(),
                new VerifiedAccount(tags(), contacts.configured(), new WhoAmI(keap, timeout(), clock)),
                new Pipeline.Writers(
                        AllObjects.of(keap, objectOptions(ledger.isPresent()), timeout(), clock),
                        new TagWriter(keap, settings.times().tag()),
                        contacts.rules(),
                        concurrency,
                        pacer,
                        budget()),
                redelivery(),
                ledger);
    }

    private AllObjects.Options objectOptions(boolean hasLedger) {
        return new AllObjects.Options(
                settings.contacts().settings(),
                type -> settings.objects().mapping(type).values(),
                this::createsMissing,
                new ObjectContext.Keys(settings.objects().keyField(), hasLedger),
                settings.objects().defaultUser(),
                files);
    }

    /** A deployment that only updates creates nothing for a reference either. */
    private boolean createsMissing(ObjectType child, ObjectType parent) {
        return settings.contacts().rules().policy() != WritePolicy.UPDATE_ONLY
                && references(child).createsMissing(parent);
    }

    private ReferenceOptions references(ObjectType child) {
        return child == ObjectType.CONTACTS
                ? settings.contacts().mapping().references()
                : settings.objects().mapping(child).references();
    }

    private RedeliveryDelay redelivery() {
        return new RedeliveryDelay(backoff, settings.times().function());
    }

    private Budget budget() {
        Settings.Times times = settings.times();
        return Budget.of(times.function(), times.tag(), pacer.spacing());
    }

    BatchLedger batchLedger(Ledger ledger) {
        Settings.Times times = settings.times();
        Duration longest = times.call().compareTo(times.tag()) < 0 ? times.tag() : times.call();
        return new BatchLedger(ledger, tenant(), longest);
    }

    Tenant tenant() {
        return new Tenant(credentialProvider, new WhoAmI(keap, timeout(), clock), clock);
    }

    Refresh refresh(GrantStore store, TokenTransport tokens, Credentials credentials) {
        WhoAmI user = new WhoAmI(keap, timeout(), clock);
        return new Refresh(
                store,
                new TokenEndpoint(tokens, clock),
                deadline -> {
                    credentials.forget();
                    user.ask(deadline);
                },
                backoff,
                Sleeper.SYSTEM,
                clock);
    }

    AccountChecks accountChecks() {
        return new AccountChecks(
                new AccountChecks.Lists(new WhoAmI(keap, timeout(), clock), tags(), contactLists()),
                settings.contacts().configured(),
                settings.contacts().settings());
    }

    StreamChecks streamChecks() {
        ObjectSettings objects = settings.objects();
        return new StreamChecks(
                keap,
                new StreamChecks.Wanted(
                        objects.types(),
                        objects.keyField(),
                        settings.ledger().table().isPresent(),
                        type -> objects.mapping(type).values().customFields().keySet(),
                        objects.defaultUser()),
                timeout(),
                clock);
    }

    private Tags tags() {
        return new Tags(keap, timeout(), clock);
    }

    private ContactLists contactLists() {
        return ContactLists.of(keap, settings.contacts().mapping(), timeout(), clock);
    }

    private Duration timeout() {
        return settings.times().call();
    }
}
