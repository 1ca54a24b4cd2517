package dev.keapsink.incident;

import dev.keapsink.object.Specimen;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * A state of the one object there is.
 *
 * @param title what the state consists of; two versions may have the same
 * @param tags of its own
 */
record VersionedRecord(int version, boolean isDelete, String title, Set<Long> tags, String body) {

    /**
     * @param who what tells that the person is meant: the members of an envelope, up to the opening of its data
     */
    static VersionedRecord of(Random chance, int version, boolean delete, String who) {
        String title = "title " + chance.nextInt(2);
        Set<Long> tags = new TreeSet<>();
        for (long tag = 102; tag <= 103; tag++) {
            if (!delete && chance.nextInt(3) == 0) {
                tags.add(tag);
            }
        }
        String body = "{\"op\":\"%s\",\"version\":%d,\"tags\":%s,%s,\"job_title\":\"%s\"}}"
                .formatted(delete ? "delete" : "upsert", version, tags, who, title);
        return new VersionedRecord(version, delete, title, tags, body);
    }

    /** A state of an object without tags. */
    static VersionedRecord of(Random chance, int version, boolean delete, Specimen specimen) {
        String title = "title " + chance.nextInt(2);
        String envelope = "\"op\":\"%s\",\"version\":%d,".formatted(delete ? "delete" : "upsert", version);
        return new VersionedRecord(version, delete, title, Set.of(), specimen.record("4711", envelope, title));
    }
}
