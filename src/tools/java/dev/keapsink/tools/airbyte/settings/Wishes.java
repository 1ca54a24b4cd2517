package dev.keapsink.tools.airbyte.settings;

/** Completes "must be …" for settings with a pattern, on the platform's form and in complaints. */
final class Wishes {

    static final String MOMENT = "a date and time such as 2026-01-31T12:00:00Z";

    static final String TAGS = "ids of tags, which are whole numbers, with commas and no spaces between them";

    static final String ROLE = "the ARN of a role, such as arn:aws:iam::123456789012:role/keap-rejects";

    static final String BUCKET = "the name of a bucket, which has 3 to 63 small letters, digits, hyphens and dots";

    static final String REGION = "the name of a region, such as us-east-1";

    static final String ADDRESS = "an http or https address without a user, such as http://minio:9000";

    static final String DATABASE =
            "an address such as postgresql://user:password@db.example.org:5432/keap, in which signs such as @ and /"
                    + " in the password are percent-encoded";

    private Wishes() {}
}
