package dev.keapsink.tools.common;

import dev.keapsink.aws.CredentialParameter;
import dev.keapsink.aws.ParameterUnreadable;
import dev.keapsink.aws.Parameters;
import dev.keapsink.credential.Credential;
import dev.keapsink.credential.CredentialDocument;
import dev.keapsink.credential.CredentialUnreadable;
import dev.keapsink.credential.GrantStore;
import dev.keapsink.grant.Refresh;
import dev.keapsink.grant.RefreshFailed;
import dev.keapsink.resilience.Deadline;
import dev.keapsink.tools.local.ParameterStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/**
 * The credential of a command's user, for the function in its process: this process is the one writer that renews it, and
 * a Parameter Store on this machine is where the function reads it, as it would in AWS.
 */
public final class LocalCredential implements AutoCloseable {

    public static final String FILE = "KEAP_SINK_CREDENTIALS_FILE";
    public static final String PARAMETER = "KEAP_SINK_CREDENTIALS_PARAMETER";
    public static final String KEY = "KEAP_SINK_API_KEY";

    private static final String NAME = "/keap-sink/local/credentials";
    private static final Duration REFRESH_EVERY = Duration.ofMinutes(5);
    private static final Duration REFRESH_TIMEOUT = Duration.ofMinutes(2);

    private final GrantStore store;
    private final Refresh refresh;
    private final ParameterStore parameters;
    private final ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor(
            work -> Thread.ofPlatform().daemon().name("refresh").unstarted(work));

    private Future<?> refreshing;
    private static SsmClient client;

    private LocalCredential(GrantStore store, Addresses addresses) throws IOException {
        this.store = store;
        this.refresh = AccountRefresh.of(store, addresses);
        // Every process of every user of this machine can connect, so that the path is the key.
        this.parameters = ParameterStore.startAt("/" + UUID.randomUUID());
    }

    /**
     * Where the environment says that the credential is, if it is not in a variable itself.
     *
     * @throws AccountException if it names more than one place
     */
    public static Optional<GrantStore> store(Map<String, String> environment) {
        Optional<String> file = Variables.read(environment, FILE);
        Optional<String> parameter = Variables.read(environment, PARAMETER);
        long places = Stream.of(file, parameter, Variables.secret(environment, KEY))
                .filter(Optional::isPresent)
                .count();
        if (places > 1) {
            throw new AccountException("Of %s, %s and %s only one can hold the credential to use; unset the others."
                    .formatted(KEY, FILE, PARAMETER));
        }
        return file.<GrantStore>map(path -> new CredentialFile(Path.of(path)))
                .or(() -> parameter.map(LocalCredential::parameter));
    }

    /** Whether the environment names a credential at all. */
    public static boolean isNamed(Map<String, String> environment) {
        return Stream.of(FILE, PARAMETER, KEY)
                .anyMatch(name -> Variables.secret(environment, name).isPresent());
    }

    /** A parameter of the user's, in the account and region that the AWS SDK finds. */
    public static GrantStore parameter(String name) {
        return new CredentialParameter(LocalCredential::ssm, name, "the parameter " + name);
    }

    /** With the user's own credentials for AWS, region and endpoint; made when it is first needed. */
    private static synchronized SsmClient ssm() {
        try {
            if (client == null) {
                client = SsmClient.builder()
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build();
            }
            return client;
        } catch (SdkClientException e) {
            throw new AccountException(
                    "AWS cannot be asked: there is no region, or another of its settings is wrong. Set"
                            + " AWS_REGION, and log in to AWS.");
        }
    }

    /**
     * Renews the credential if that is due, and begins to serve it.
     *
     * @param err hears when it cannot be renewed later
     * @throws AccountException if it is not to be had, or cannot be renewed
     */
    public static LocalCredential serve(GrantStore store, Map<String, String> environment, PrintWriter err)
            throws IOException {
        LocalCredential credential = new LocalCredential(store, Addresses.from(environment));
        try {
            credential.refresh();
            credential.begin(environment, err);
            return credential;
        } catch (RefreshFailed | CredentialUnreadable e) {
            credential.close();
            throw new AccountException(String.valueOf(e.getMessage()));
        }
    }

    private void refresh() {
        refresh.run(Deadline.in(REFRESH_TIMEOUT, Clock.systemUTC()));
    }

    private void begin(Map<String, String> environment, PrintWriter err) {
        Map<String, Supplier<String>> served = new HashMap<>(Map.of(NAME, this::withoutItsKeys));
        mapping(environment)
                .ifPresent(name -> served.put(name, () -> new Parameters(LocalCredential::ssm).apply(name)));
        parameters.onRequest(request -> {
            try {
                if (served.containsKey(request.name())) {
                    parameters.put(request.name(), served.get(request.name()).get());
                }
            } catch (ParameterUnreadable | CredentialUnreadable | AccountException e) {
                said(err, e);
            }
        });
        refreshing = schedule.scheduleWithFixedDelay(
                () -> {
                    try {
                        refresh();
                    } catch (RuntimeException e) {
                        said(err, e);
                    }
                },
                REFRESH_EVERY.toSeconds(),
                REFRESH_EVERY.toSeconds(),
                TimeUnit.SECONDS);
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    private static void said(PrintWriter err, RuntimeException e) {
        err.println(e.getMessage());
        err.flush();
    }

    /** The one other parameter that the function reads. */
    private static Optional<String> mapping(Map<String, String> environment) {
        return Variables.read(environment, "KEAP_SINK_MAPPING")
                .filter(text -> text.startsWith("ssm:"))
                .map(text -> text.substring("ssm:".length()).strip());
    }

    /** What the function sync needs of it: with the rest somebody could renew the tokens. */
    private String withoutItsKeys() {
        return switch (credential()) {
            case Credential.ApiKey key -> CredentialDocument.of(key);
            case Credential.Grant grant ->
                CredentialDocument.of(new Credential.Grant(
                        new Credential.Client("elsewhere", "elsewhere"),
                        grant.secret(),
                        "elsewhere",
                        grant.expiresAt()));
        };
    }

    /** What the function has to be told, in place of where the credential really is. */
    public Map<String, String> variables() {
        return Map.of(
                PARAMETER, NAME, "AWS_ENDPOINT_URL_SSM", parameters.endpoint().toString());
    }

    /** The kind of credential, which decides on its limits. */
    public Credential credential() {
        return CredentialDocument.parse(store.read(), store.name()).credential();
    }

    /**
     * The environment of a command that calls Keap itself, with the credential in its variable: renewed if that is due.
     *
     * @throws AccountException if it is not to be had
     */
    public static Map<String, String> inVariable(Map<String, String> environment) {
        Optional<GrantStore> store = store(environment);
        if (store.isEmpty()) {
            return environment;
        }
        try {
            AccountRefresh.of(store.get(), Addresses.from(environment))
                    .run(Deadline.in(REFRESH_TIMEOUT, Clock.systemUTC()));
            Credential credential = CredentialDocument.parse(
                            store.get().read(), store.get().name())
                    .credential();
            Map<String, String> with = new TreeMap<>(environment);
            with.put(KEY, credential.secret());
            if (credential instanceof Credential.Grant) {
                with.put("KEAP_SINK_API_KEY_HEADER", "Authorization");
            }
            return with;
        } catch (RefreshFailed | CredentialUnreadable e) {
            throw new AccountException(String.valueOf(e.getMessage()));
        }
    }

    /** A renewal that has begun is let end: its answer is the only grant that is alive. */
    @Override
    public void close() {
        if (refreshing != null) {
            refreshing.cancel(false);
        }
        schedule.shutdown();
        try {
            boolean unused = schedule.awaitTermination(REFRESH_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        parameters.close();
    }
}
