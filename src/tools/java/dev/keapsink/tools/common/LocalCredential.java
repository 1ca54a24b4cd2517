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
import dev.keapsink.simulator.parameters.ParameterStore;
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
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/**
 * Serves the operator's credential to a function that runs on this machine. This process alone renews the credential.
 * The function reads it from a local Parameter Store, as it would in AWS.
 */
public final class LocalCredential implements AutoCloseable {

    /** The variable that names a file with the credential. */
    public static final String FILE = "KEAP_SINK_CREDENTIALS_FILE";

    /** The variable that names a parameter with the credential. */
    public static final String PARAMETER = "KEAP_SINK_CREDENTIALS_PARAMETER";

    /** The variable that holds an API key itself. */
    public static final String KEY = "KEAP_SINK_API_KEY";

    private static final String NAME = "/keap-sink/local/credentials";
    private static final Duration REFRESH_EVERY = Duration.ofMinutes(5);
    private static final Duration REFRESH_TIMEOUT = Duration.ofMinutes(2);

    private final GrantStore store;
    private final Refresh refresh;
    private final ParameterStore parameters;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            work -> Thread.ofPlatform().daemon().name("refresh").unstarted(work));

    private @Nullable Future<?> refreshing;
    private static @Nullable SsmClient client;

    private LocalCredential(GrantStore store, Addresses addresses) throws IOException {
        this.store = store;
        this.refresh = AccountRefresh.of(store, addresses);
        // Every process on this machine can connect; the random path is the secret that lets the function in.
        this.parameters = ParameterStore.startAt("/" + UUID.randomUUID());
    }

    /**
     * Returns the file or parameter that the environment names; empty if it names neither.
     *
     * @throws AccountException if more than one of the three variables is set
     */
    public static Optional<GrantStore> store(Map<String, String> environment) {
        Optional<String> file = Variables.read(environment, FILE);
        Optional<String> parameter = Variables.read(environment, PARAMETER);
        long named = Stream.of(file, parameter, Variables.secret(environment, KEY))
                .filter(Optional::isPresent)
                .count();
        if (named > 1) {
            throw new AccountException("Of %s, %s and %s only one can hold the credential to use; unset the others."
                    .formatted(KEY, FILE, PARAMETER));
        }
        return file.<GrantStore>map(path -> new CredentialFile(Path.of(path)))
                .or(() -> parameter.map(LocalCredential::parameter));
    }

    /** Returns whether any of the three variables is set. */
    public static boolean isNamed(Map<String, String> environment) {
        return Stream.of(FILE, PARAMETER, KEY)
                .anyMatch(name -> Variables.secret(environment, name).isPresent());
    }

    /** Returns a parameter in the AWS account and region that the AWS SDK finds. */
    public static GrantStore parameter(String name) {
        return new CredentialParameter(LocalCredential::ssm, name, "the parameter " + name);
    }

    /** Returns a client with the AWS credentials, region and endpoint of the operator. It is made at the first call. */
    private static synchronized SsmClient ssm() {
        try {
            if (client == null) {
                boolean unused = AwsEndpoints.isElsewhere(System.getenv(), "SSM");
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
     * Renews the credential if that is due, and starts to serve it.
     *
     * @param err gets a sentence for each later renewal that fails
     * @throws AccountException if the credential cannot be read or renewed now
     */
    public static LocalCredential serve(GrantStore store, Map<String, String> environment, PrintWriter err)
            throws IOException {
        LocalCredential credential = new LocalCredential(store, Addresses.from(environment));
        try {
            credential.refresh();
            credential.start(environment, err);
            return credential;
        } catch (RefreshFailed | CredentialUnreadable e) {
            credential.close();
            throw new AccountException(String.valueOf(e.getMessage()));
        }
    }

    private void refresh() {
        refresh.run(Deadline.in(REFRESH_TIMEOUT, Clock.systemUTC()));
    }

    private void start(Map<String, String> environment, PrintWriter err) {
        Map<String, Supplier<String>> served = new HashMap<>(Map.of(NAME, this::accessOnly));
        mappingParameter(environment)
                .ifPresent(name -> served.put(name, () -> new Parameters(LocalCredential::ssm).apply(name)));
        parameters.onRequest(request -> {
            try {
                if (served.containsKey(request.name())) {
                    parameters.put(request.name(), served.get(request.name()).get());
                }
            } catch (ParameterUnreadable | CredentialUnreadable | AccountException e) {
                report(err, e);
            }
        });
        refreshing = executor.scheduleWithFixedDelay(
                () -> {
                    try {
                        refresh();
                    } catch (RuntimeException e) {
                        report(err, e);
                    }
                },
                REFRESH_EVERY.toSeconds(),
                REFRESH_EVERY.toSeconds(),
                TimeUnit.SECONDS);
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    private static void report(PrintWriter err, RuntimeException e) {
        err.println(e.getMessage());
        err.flush();
    }

    /** Returns the name of the mapping's parameter, the only other one that the function reads. */
    private static Optional<String> mappingParameter(Map<String, String> environment) {
        return Variables.read(environment, "KEAP_SINK_MAPPING")
                .filter(text -> text.startsWith("ssm:"))
                .map(text -> text.substring("ssm:".length()).strip());
    }

    /**
     * Returns the document with the access token alone: the function {@code sync} must not be able to renew the tokens.
     */
    private String accessOnly() {
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

    /** Returns the variables that point the function to the local Parameter Store. */
    public Map<String, String> variables() {
        return Map.of(
                PARAMETER, NAME, "AWS_ENDPOINT_URL_SSM", parameters.endpoint().toString());
    }

    /** Returns the credential as it is stored now; its kind decides the quota that the function keeps. */
    public Credential credential() {
        return CredentialDocument.parse(store.read(), store.name()).credential();
    }

    /**
     * Returns the environment of a command that calls Keap itself: the credential is renewed if that is due, and is in
     * its variable.
     *
     * @throws AccountException if the credential cannot be read or renewed
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

    /** Stops serving. A renewal that has begun is waited for, because its reply holds the only valid grant. */
    @Override
    public void close() {
        if (refreshing != null) {
            refreshing.cancel(false);
        }
        executor.shutdown();
        try {
            boolean unused = executor.awaitTermination(REFRESH_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        parameters.close();
    }
}
