package dev.keapsink.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keapsink.text.Blanks;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Names the entries of one stream in one Keap account. The names are hashes, so that they identify no person. A secret
 * keys the hashes, so that they cannot be found by guessing. All names of a stream begin alike. Threadsafe.
 */
public final class LedgerKeys {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    /** Bytes of the prefix that a stream's entries share: short, and yet no two streams ever have the same. */
    private static final int PREFIX_BYTES = 16;

    private final byte @Nullable [] secret;
    private final String tenant;
    private final String stream;
    private final String prefix;

    /**
     * @param secret keys the hashes; empty for plain hashes
     * @param tenant the Keap account; of a host name only the first part counts, in any letter case
     */
    public LedgerKeys(Optional<String> secret, String tenant, String stream) {
        this.secret = secret.map(key -> key.getBytes(UTF_8)).orElse(null);
        this.tenant = Blanks.strip(tenant).toLowerCase(Locale.ROOT).replaceFirst("\\..*", "");
        this.stream = stream.toLowerCase(Locale.ROOT);
        this.prefix = BASE64.encodeToString(Arrays.copyOf(digest("stream"), PREFIX_BYTES)) + ":";
    }

    /** The beginning of all keys of the stream's entries, and of no other keys. */
    public String prefix() {
        return prefix;
    }

    /** The key of a record that its producer has named. */
    public LedgerKey ofKey(String key) {
        return key("key", key);
    }

    /**
     * The key of a record without a name.
     *
     * @param by the kind of property that identifies the record's object
     * @param parts the values of the property, which are the same texts for all records of the object
     */
    public LedgerKey of(String by, List<String> parts) {
        return key(Stream.concat(Stream.of(by), parts.stream()).toArray(String[]::new));
    }

    /**
     * The key of a record without a name.
     *
     * @param email in lower case
     * @param names distinguishes contacts of one address: both names in lower case with a line feed between them; empty
     *     if the address alone counts
     */
    public LedgerKey ofEmail(String email, String names) {
        return key("email", email, names);
    }

    /**
     * The key of a record with neither a name nor an e-mail address.
     *
     * @param number in the form of a contact's key, which is the same for all notations of one number
     */
    public LedgerKey ofPhone(String number) {
        return key("phone", number);
    }

    /** A key of no record, beside those of the stream. Keys of records have another form. */
    public LedgerKey ofNobody() {
        return new LedgerKey(prefix + "nobody");
    }

    /** All keys that a person may mean by a text: a record's name, an e-mail address, or a phone number. */
    public List<LedgerKey> named(String text) {
        String stripped = Blanks.strip(text);
        return List.of(
                ofKey(stripped),
                ofEmail(stripped.toLowerCase(Locale.ROOT), ""),
                ofPhone(stripped.replaceAll("[^0-9]", "")));
    }

    /** The hash of a text, for comparing it with another text: 43 letters, digits, hyphens and underscores. */
    public String hash(String text) {
        return BASE64.encodeToString(digest("text", text));
    }

    private LedgerKey key(String... parts) {
        return new LedgerKey(prefix + BASE64.encodeToString(digest(parts)));
    }

    /** Hashes the parts, each with its length before it, so that no other parts give the same bytes. */
    private byte[] digest(String... parts) {
        StringBuilder text = new StringBuilder();
        for (String part : List.of(tenant, stream)) {
            text.append(part.length()).append(':').append(part);
        }
        for (String part : parts) {
            text.append(part.length()).append(':').append(part);
        }
        return digest(text.toString().getBytes(UTF_8));
    }

    private byte[] digest(byte[] bytes) {
        try {
            if (secret == null) {
                return MessageDigest.getInstance("SHA-256").digest(bytes);
            }
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac.doFinal(bytes);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("Every Java platform has SHA-256 and HmacSHA256", e);
        }
    }
}
