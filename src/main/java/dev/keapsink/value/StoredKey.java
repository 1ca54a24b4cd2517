package dev.keapsink.value;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The keys by which Keap finds the objects of records: texts that any filter of Keap takes without escaping. */
public final class StoredKey {

    /** The characters that have no meaning in a filter. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    /** The columns that Airbyte, Fivetran, Stitch, Debezium and dlt add to each row; most differ from run to run. */
    private static final Pattern OF_PIPELINES = Pattern.compile("_(_|airbyte_|ab_|fivetran_|sdc_|dlt_).*");

    private static final int HASH_BYTES = 16;

    private StoredKey() {}

    /** A record's key as Keap stores it: the key itself if it is short and plain, else a hash of it. */
    public static String of(String key) {
        return PLAIN.matcher(key).matches() ? key : hash(key);
    }

    /**
     * The key of a record that has none: a hash of its data. The order of fields, the form of numbers and the columns
     * that pipelines add make no difference, so that the same record has the same key however it was written and sent.
     */
    public static String ofData(ObjectNode data) {
        ObjectNode own = data.deepCopy();
        own.properties()
                .removeIf(column -> OF_PIPELINES.matcher(column.getKey()).matches());
        return hash(canonical(own).toString());
    }

    private static JsonNode canonical(JsonNode json) {
        if (json instanceof ObjectNode) {
            Map<String, JsonNode> sorted = new TreeMap<>();
            json.properties().forEach(field -> sorted.put(field.getKey(), canonical(field.getValue())));
            return new ObjectNode(JsonNodeFactory.instance, sorted);
        }
        if (json.isArray()) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode(json.size());
            json.forEach(item -> list.add(canonical(item)));
            return list;
        }
        return json.isNumber() ? number(json) : json;
    }

    private static JsonNode number(JsonNode json) {
        if (json.isFloatingPointNumber() && !Double.isFinite(json.doubleValue())) {
            return new TextNode(json.asText());
        }
        BigDecimal number = json.decimalValue().stripTrailingZeros();
        return DecimalNode.valueOf(number.scale() < 0 ? number.setScale(0) : number);
    }

    /** A hash of a text: 32 digits and letters. */
    public static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
