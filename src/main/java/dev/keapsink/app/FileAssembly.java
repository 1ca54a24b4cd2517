package dev.keapsink.app;

import dev.keapsink.aws.FileBucket;
import dev.keapsink.content.Bucket;
import dev.keapsink.content.FileReader;
import dev.keapsink.rest.Downloads;
import java.util.function.Supplier;
import software.amazon.awssdk.services.s3.S3Client;

/** Builds what reads the contents of files. */
final class FileAssembly {

    private FileAssembly() {}

    /**
     * @param s3 the client; made on first use, because making it slows the start-up; never made without a bucket
     */
    static FileReader reader(Settings settings, Supplier<S3Client> s3) {
        Settings.Times times = settings.times();
        Downloads downloads = new Downloads(times.connect());
        return new FileReader(
                settings.files(),
                downloads,
                downloads,
                settings.files().bucket().<Bucket>map(name -> new FileBucket(s3, name, times.call())),
                times.call());
    }
}
