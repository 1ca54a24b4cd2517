package dev.keapsink.tools.airbyte.settings;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds every text that must not be shown. */
final class SecretValues {

    /** The password in an address: with the user in front of the host, or as a parameter. */
    private static final Pattern PASSWORD = Pattern.compile("://[^:/?#@\\s]*:([^@\\s]+)@|[?&]password=([^&\\s]+)");

    private SecretValues() {}

    /** The values and the passwords inside them, as they are written and as a driver reads them. */
    static Set<String> in(Collection<String> values) {
        Set<String> secrets = new LinkedHashSet<>(values);
        for (String value : values) {
            Matcher password = PASSWORD.matcher(value);
            while (password.find()) {
                String found = password.group(1) == null ? password.group(2) : password.group(1);
                secrets.add(found);
                secrets.add(decoded(found));
            }
        }
        return Collections.unmodifiableSet(secrets);
    }

    private static String decoded(String text) {
        try {
            // Only a form writes a space as a plus.
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
