package dev.keapsink.tools.airbyte.settings;

import dev.keapsink.credential.Credential;
import dev.keapsink.credential.Credential.ApiKey;
import dev.keapsink.credential.Credential.Client;
import dev.keapsink.credential.Credential.Grant;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Makes of the values of each choice what the destination works with. */
final class Places {

    private final Values values;
    private final Complaints complaints;

    Places(Values values, Complaints complaints) {
        this.values = values;
        this.complaints = complaints;
    }

    Credential credential() {
        return values.text("credentials." + Choices.AUTH_TYPE)
                        .filter("oauth2"::equals)
                        .isPresent()
                ? grant()
                : new ApiKey(values.needed("credentials.api_key"));
    }

    /** Without an access token and its end, the grant counts as expired: the first call renews it. */
    private Grant grant() {
        Optional<Instant> end = values.text("credentials.token_expiry_date").flatMap(this::moment);
        Optional<String> token = values.text("credentials.access_token").filter(text -> end.isPresent());
        return new Grant(
                new Client(values.needed("credentials.client_id"), values.needed("credentials.client_secret")),
                token.orElse(""),
                values.needed("credentials.refresh_token"),
                token.flatMap(text -> end).orElse(Instant.EPOCH));
    }

    private Optional<Instant> moment(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            complaints.wrongText("credentials.token_expiry_date", text, Wishes.MOMENT);
            return Optional.empty();
        }
    }

    RejectsPlace rejects() {
        return switch (values.text("rejects." + Choices.STORAGE_TYPE).orElse("none")) {
            case "folder" -> folder();
            case "S3" ->
                new RejectsPlace.S3(
                        values.keys("rejects", complaints),
                        values.text("rejects.role_arn"),
                        values.needed("rejects.s3_bucket_name"),
                        values.needed("rejects.s3_bucket_region"),
                        values.text("rejects.s3_endpoint"),
                        values.text("rejects.bucket_path").orElse(""));
            default -> new RejectsPlace.None();
        };
    }

    private RejectsPlace folder() {
        try {
            return new RejectsPlace.Folder(Path.of(values.needed("rejects.folder")));
        } catch (InvalidPathException e) {
            complaints.problem("rejects.folder is no path of a folder");
            return new RejectsPlace.None();
        }
    }

    LedgerPlace ledger() {
        return switch (values.text("ledger." + Choices.LEDGER_TYPE).orElse("none")) {
            case "postgresql" -> new LedgerPlace.Postgres(values.needed("ledger.url"), values.text("ledger.key"));
            case "dynamodb" ->
                new LedgerPlace.DynamoDb(
                        values.needed("ledger.table"),
                        values.text("ledger.region"),
                        values.keys("ledger", complaints),
                        values.text("ledger.endpoint"),
                        values.text("ledger.key"));
            default -> new LedgerPlace.None();
        };
    }
}
