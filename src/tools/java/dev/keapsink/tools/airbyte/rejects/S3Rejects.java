package dev.keapsink.tools.airbyte.rejects;

import dev.keapsink.tools.airbyte.settings.RejectsPlace;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;

/** Puts rejected rows into a bucket: an object for each stream and call, whose names sort by time. */
public final class S3Rejects implements RejectStore, AutoCloseable {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final RejectsPlace.S3 place;
    private final S3Connection connection;
    private final InstantSource clock;

    /** Distinguishes the names of this run's objects from those of every other run. */
    private final UUID run;

    private int objects;

    private S3Rejects(RejectsPlace.S3 place, S3Connection connection, InstantSource clock, UUID run) {
        this.place = place;
        this.connection = connection;
        this.clock = clock;
        this.run = run;
    }

    /**
     * A store that connects to the bucket when it is first used.
     *
     * @param run random; a part of the objects' names
     */
    public static S3Rejects open(RejectsPlace.S3 place, InstantSource clock, UUID run) {
        return new S3Rejects(place, new S3Connection(place), clock, run);
    }

    @Override
    public void store(List<RejectedRow> rows) throws RejectsNotStored {
        try {
            for (Map.Entry<String, byte[]> stream : RowLines.byStream(rows).entrySet()) {
                put(key(stream.getKey()), stream.getValue());
            }
        } catch (SdkException e) {
            throw S3Errors.unwritable(e, place.bucket());
        }
    }

    @Override
    public void tryOut() throws RejectsNotStored {
        try {
            String key = key("check");
            put(key, new byte[] {'\n'});
            connection
                    .client()
                    .deleteObject(request -> request.bucket(place.bucket()).key(key));
        } catch (SdkException e) {
            throw S3Errors.unwritable(e, place.bucket());
        }
    }

    @Override
    public void close() {
        connection.close();
    }

    private void put(String key, byte[] lines) throws RejectsNotStored {
        connection
                .client()
                .putObject(
                        request -> request.bucket(place.bucket()).key(key).contentType("application/x-ndjson"),
                        RequestBody.fromBytes(lines));
    }

    private String key(String stream) {
        objects++;
        String path = place.path().replaceAll("^/+|/+$", "");
        String folder = path.isEmpty() ? "" : path + "/";
        return "%s%s/%s-%s-%06d.ndjson".formatted(folder, stream, TIME.format(clock.instant()), run, objects);
    }
}
