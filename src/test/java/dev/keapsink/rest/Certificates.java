package dev.keapsink.rest;

import io.vertx.core.net.TrustOptions;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** An authority of our own and what it signs, made with the JDK's keytool. */
final class Certificates {

    private static final String AUTHORITY = "authority";
    private static final String PASSWORD = "changeit";

    private final Path folder;

    Certificates(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        make(AUTHORITY, "-ext", "bc:c");
    }

    /** The TLS of a server whose certificate has something special about it, as keytool's options say. */
    SSLContext server(String name, String... options) throws Exception {
        List<String> all = new ArrayList<>(List.of("-signer", AUTHORITY));
        all.addAll(List.of(options));
        make(name, all.toArray(String[]::new));
        KeyStore own = empty();
        own.setKeyEntry(
                name,
                all().getKey(name, PASSWORD.toCharArray()),
                PASSWORD.toCharArray(),
                all().getCertificateChain(name));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    /** What a client believes that trusts the authority. */
    TrustOptions client() {
        try {
            Certificate authority = all().getCertificate(AUTHORITY);
            KeyStore trusted = empty();
            trusted.setCertificateEntry(AUTHORITY, authority);
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            return TrustOptions.wrap(trust.getTrustManagers()[0]);
        } catch (GeneralSecurityException | IOException e) {
            throw new AssertionError(e);
        }
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private KeyStore all() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve("keys"))) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    private void make(String name, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                name,
                "-dname",
                "CN=" + name,
                "-keyalg",
                "EC",
                "-storetype",
                "PKCS12",
                "-keystore",
                folder.resolve("keys").toString(),
                "-storepass",
                PASSWORD));
        command.addAll(List.of(options));
        File output = folder.resolve("keytool.log").toFile();
        int code = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output)
                .start()
                .waitFor();
        if (code != 0) {
            throw new AssertionError(Files.readString(output.toPath()));
        }
    }
}
