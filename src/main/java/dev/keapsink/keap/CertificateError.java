package dev.keapsink.keap;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Explains a connection that failed because of the server's certificate. */
final class CertificateError {

    private static final String SENTENCE = "Keap cannot be reached: the certificate that the server shows %s. Check"
            + " KEAP_SINK_BASE_URL (for tokens KEAP_SINK_TOKEN_URL), and what is between this function and Keap, such as a"
            + " proxy";

    private CertificateError() {}

    /** The sentence that tells the operator what to check; empty if the connection failed for another reason. */
    static Optional<String> sentence(Throwable thrown) {
        List<Throwable> causes =
                Stream.iterate(thrown, t -> t != null, Throwable::getCause).toList();
        // The innermost is the most precise.
        return causes.reversed().stream()
                .map(CertificateError::fault)
                .flatMap(Optional::stream)
                .findFirst()
                .map(SENTENCE::formatted);
    }

    private static Optional<String> fault(Throwable cause) {
        return switch (cause) {
            case CertificateExpiredException e -> Optional.of("has expired, if the clock of this machine is right");
            case CertificateNotYetValidException e ->
                Optional.of("is not valid yet, if the clock of this machine is right");
            case CertPathBuilderException e -> Optional.of("is not signed by an authority that this function trusts");
            case CertPathValidatorException e -> Optional.of("is not signed by an authority that this function trusts");
            case SSLPeerUnverifiedException e -> Optional.of("is that of another host");
            // With this very class the JDK says that names differ.
            case CertificateException e
            when e.getClass() == CertificateException.class -> Optional.of("is that of another host");
            case CertificateException e -> Optional.of("is not accepted");
            default -> Optional.empty();
        };
    }
}
