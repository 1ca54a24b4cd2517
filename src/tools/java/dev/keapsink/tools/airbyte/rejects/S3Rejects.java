package dev.keapsink.tools.airbyte.rejects;

import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Puts rejected rows into a bucket: an object for each stream and call, whose names sort by time. */
public final class S3Rejects implements RejectStore, AutoCloseable {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final S3Location location;
    private final S3Connection connection;
    private final InstantSource clock;

    /** Distinguishes the names of this run's objects from those of every other run. */
    private final UUID run;

    private int objects;

    private S3Rejects(S3Location location, S3Connection connection, InstantSource clock, UUID run) {
        this.location = location;
        this.connection = connection;
        this.clock = clock;
        this.run = run;
    }

    /**
     * A store that connects to the bucket when it is first used.
     *
     * @param run random; a part of the objects' names
     */
    public static S3Rejects open(S3Location location, InstantSource clock, UUID run) {
        return new S3Rejects(location, new S3Connection(location), clock, run);
    }

    @Override
    public void store(List<RejectedRow> rows) throws RejectsNotStored {
        try {
            for (Map.Entry<String, byte[]> stream : RowLines.byStream(rows).entrySet()) {
                put(key(stream.getKey()), stream.getValue());
            }
        } catch (SdkException e) {
            throw S3Errors.unwritable(e, location);
        }
    }

    @Override
    public void tryOut() throws RejectsNotStored {
        try {
            String key = key("check");
            put(key, new byte[] {'\n'});
            client().deleteObject(request -> request.bucket(location.bucket()).key(key));
        } catch (SdkException e) {
            throw S3Errors.unwritable(e, location);
        }
    }

    @Override
    public void close() {
        connection.close();
    }

    private void put(String key, byte[] lines) {
        client().putObject(
                        request -> request.bucket(location.bucket()).key(key).contentType("application/x-ndjson"),
                        RequestBody.fromBytes(lines));
    }

    private S3Client client() {
        return connection.client();
    }

    private String key(String stream) {
        objects++;
        String folder = location.path().isEmpty() ? "" : location.path() + "/";
        return "%s%s/%s-%s-%06d.ndjson".formatted(folder, stream, TIME.format(clock.instant()), run, objects);
    }
}
