package dev.keapsink.content;

import dev.keapsink.record.InvalidValue;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the https addresses of files, and refuses those that this deployment must not fetch. */
final class HttpsAddress {

    /** The port of https. Others often belong to services that are not meant for everyone. */
    static final int PORT = 443;

    private HttpsAddress() {}

    /**
     * The file at an address, with the host in the form of the name service.
     *
     * @param allowed the hosts that files may be fetched from
     * @throws InvalidValue if it is no such address, or its host is not allowed
     */
    static FileContent.Address parse(String address, AllowedHosts allowed) {
        URI uri = uri(address);
        if (!"https".equalsIgnoreCase(uri.getScheme())) {
            throw invalid("Files are fetched over https alone; send an address that begins with https://");
        }
        if (uri.getRawUserInfo() != null
                || String.valueOf(uri.getRawAuthority()).contains("@")) {
            throw invalid("The address must not hold a user or a password; send one that needs none");
        }
        if (uri.getPort() != -1 && uri.getPort() != PORT) {
            throw invalid("Files are fetched from port 443 alone; send an address without a port");
        }
        String host = host(uri.getHost());
        if (allowed.isEmpty()) {
            throw invalid("This deployment fetches no files from addresses; name the hosts in KEAP_SINK_FILE_HOSTS");
        }
        if (!allowed.allow(host)) {
            throw invalid("The address's host is not one that this deployment may fetch files from; send a file of"
                    + " another host, or add the host to KEAP_SINK_FILE_HOSTS");
        }
        return new FileContent.Address(URI.create("https://" + host + path(uri)));
    }

    private static URI uri(String address) {
        try {
            return new URI(new URI(address).toASCIIString());
        } catch (URISyntaxException e) {
            // Without the cause, which quotes the address.
            throw invalid("The text is no address; encode its spaces and special characters, such as %20 for a space");
        }
    }

    /** A host in lower case, as the allowed ones are written. */
    private static String host(@Nullable String host) {
        if (host == null) {
            throw invalid(
                    "The address has no host that can be looked up; write it in ASCII letters, such as https://files.example.org/x.pdf");
        }
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    /** The path and the query; a server never sees a fragment. */
    private static String path(URI uri) {
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }

    private static InvalidValue invalid(String detail) {
        return new InvalidValue(FileSources.CONTENT_FROM, detail);
    }
}
