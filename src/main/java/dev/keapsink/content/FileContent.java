package dev.keapsink.content;

import java.net.URI;

/** What a record names as the content of a file. The texts are personal, or open a file to their reader. */
public sealed interface FileContent {

    /** The bytes themselves, as the record has them. */
    record Inline(Base64Text text) implements FileContent {}

    /**
     * The file behind an https address.
     *
     * @param address has an allowed host, no port, no user part and no fragment
     */
    record Address(URI address) implements FileContent {
        /** Without the path and the query, which may hold a signature. */
        @Override
        public String toString() {
            return "Address[" + address.getHost() + "]";
        }
    }

    /** An object in the bucket that the deployment names. */
    record BucketObject(String key) implements FileContent {
        /** Without the key, which is often a person's name. */
        @Override
        public String toString() {
            return "BucketObject";
        }
    }
}
