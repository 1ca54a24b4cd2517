package dev.keapsink.tools.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.keapsink.tools.database.Database;
import dev.keapsink.tools.postgres.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The queries of docs/sql.md run as they stand. */
class SqlPageQueriesTest {

    private static final Pattern BLOCK = Pattern.compile("(?s)```sql\n(select.*?)```");

    @Test
    void everyQueryRuns() throws IOException, SQLException {
        List<String> queries = BLOCK.matcher(Files.readString(Path.of("docs/sql.md")))
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();
        try (Database database = Database.at(PostgresServer.database(), Optional.empty())) {
            database.migrate();
            try (Connection connection = database.connect();
                    Statement statement = connection.createStatement()) {
                statement.execute(Files.readString(Path.of("src/test/resources/sql/good-world.sql")));
                assertThat(queries).hasSizeGreaterThan(5).allSatisfy(query -> assertThatCode(
                                () -> statement.executeQuery(query).close())
                        .as(query)
                        .doesNotThrowAnyException());
            }
        }
    }
}
