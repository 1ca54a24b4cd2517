package dev.keapsink.app;

import dev.keapsink.batch.BatchProcessor;
import dev.keapsink.check.QueueConflict;
import dev.keapsink.credential.CredentialUnreadable;
import dev.keapsink.credential.Credentials;
import dev.keapsink.rest.RestConnections;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Prepares the function before its first event. */
@Singleton
class StartUp {

    private static final Logger LOG = Logger.getLogger(StartUp.class);

    /**
     * Gets all that a batch needs ready for the function sync. A wrong setting stops the function before it takes a
     * message. A credential, ledger or queue that cannot be read does not: it can be corrected while the messages wait.
     *
     * @throws IllegalStateException if the settings name queues that cannot be the source queue and the reject queue
     */
    void start(
            @Observes StartupEvent event,
            Settings settings,
            @ConfigProperty(name = "quarkus.funqy.export") String function,
            Credentials credentials,
            RestConnections connections,
            LedgerAssembly ledger,
            QueueAssembly queues,
            Instance<BatchProcessor> processor) {
        if (function.equals("sync")) {
            // They run at once: three wait for AWS, and the fourth reads the trusted certificates.
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                CompletableFuture<Optional<QueueConflict>> conflict =
                        CompletableFuture.supplyAsync(queues::warmUp, threads);
                CompletableFuture<Void> ready = CompletableFuture.allOf(
                        CompletableFuture.runAsync(() -> read(credentials), threads),
                        CompletableFuture.runAsync(ledger::warmUp, threads),
                        CompletableFuture.runAsync(
                                () -> connections.prepareFor(settings.keap().baseUrl()), threads));
                processor.get();
                ready.join();
                conflict.join().ifPresent(StartUp::refuse);
            }
        }
    }

    private static void refuse(QueueConflict conflict) {
        throw new IllegalStateException(SettingReader.CANNOT_START + conflict.sentence() + ".");
    }

    private static void read(Credentials credentials) {
        try {
            credentials.current();
        } catch (CredentialUnreadable e) {
            LOG.warnf("%s. It is read again when a batch needs it.", e.getMessage());
            credentials.forget();
        }
    }
}
