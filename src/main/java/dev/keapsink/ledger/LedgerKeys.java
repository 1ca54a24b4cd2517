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
 * The names of the entries of one stream of one Keap account: hashes, so that they name nobody, keyed if there is a secret,
 * so that nobody can find out by guessing. All of a stream begin alike. Threadsafe.
 */
public final class LedgerKeys {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    /** Bytes of the part that a stream's entries have in common: short, and yet no two streams ever share it. */
    private static final int PREFIX = 16;

    private final byte @Nullable [] secret;
    private final String tenant;
    private final String stream;
    private final String prefix;

    /**
     * @param secret keys the hashes; nothing for plain ones
     * @param tenant the Keap account; of a host name only the first part counts, in any case
     */
    public LedgerKeys(Optional<String> secret, String tenant, String stream) {
        this.secret = secret.map(key -> key.getBytes(UTF_8)).orElse(null);
        this.tenant = Blanks.strip(tenant).toLowerCase(Locale.ROOT).replaceFirst("\\..*", "");
        this.stream = stream.toLowerCase(Locale.ROOT);
        this.prefix = BASE64.encodeToString(Arrays.copyOf(digest("stream"), PREFIX)) + ":";
    }

    /** What the keys of all entries of the stream begin with, and no others. */
    public String prefix() {
        return prefix;
    }

    /** Of a record to which its producer gave a name. */
    public LedgerKey ofKey(String key) {
        return key("key", key);
    }

    /**
     * Of a record without a name.
     *
     * @param by what its object is told by
     * @param parts what tells it, as texts that are the same for all records of the object
     */
    public LedgerKey of(String by, List<String> parts) {
        return key(Stream.concat(Stream.of(by), parts.stream()).toArray(String[]::new));
    }

    /**
     * Of a record without a name.
     *
     * @param email in lower case
     * @param names what tells contacts of one address apart: both names in lower case with a line feed between them, or
     *     nothing where the address alone counts
     */
    public LedgerKey ofEmail(String email, String names) {
        return key("email", email, names);
    }

    /**
     * Of a record without a name and an e-mail address.
     *
     * @param number as a contact's key has it: the same for all notations of one number
     */
    public LedgerKey ofPhone(String number) {
        return key("phone", number);
    }

    /** Of nobody, beside those of the stream: keys of records have another form. */
    public LedgerKey ofNobody() {
        return new LedgerKey(prefix + "nobody");
    }

    /** All that a person may mean by a text: the name of a record, an e-mail address, or a phone number. */
    public List<LedgerKey> named(String text) {
        String stripped = Blanks.strip(text);
        return List.of(
                ofKey(stripped),
                ofEmail(stripped.toLowerCase(Locale.ROOT), ""),
                ofPhone(stripped.replaceAll("[^0-9]", "")));
    }

    /** The hash of a text, for telling whether another one is the same: 43 letters, digits, hyphens and underscores. */
    public String hash(String text) {
        return BASE64.encodeToString(digest("text", text));
    }

    private LedgerKey key(String... parts) {
        return new LedgerKey(prefix + BASE64.encodeToString(digest(parts)));
    }

    /** Each part with its length before it, so that no other parts come to the same bytes. */
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
