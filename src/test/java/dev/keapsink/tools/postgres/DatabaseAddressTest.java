package dev.keapsink.tools.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.keapsink.ledger.LedgerUnavailable;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAddressTest {

    @ParameterizedTest
    @CsvSource({
        "postgresql://u:p@host:5433/db?sslmode=require, jdbc:postgresql://host:5433/db?sslmode=require, u, p",
        "postgres://u:p@host/db, jdbc:postgresql://host/db?, u, p",
        "jdbc:postgresql://host/db?user=u&password=p&ssl=true, jdbc:postgresql://host/db?ssl=true, u, p",
        "jdbc:postgresql://u:p@host/db, jdbc:postgresql://host/db?, u, p",
        "'  postgresql://host/db ', jdbc:postgresql://host/db?, ,",
        "postgresql://u@host, jdbc:postgresql://host/?, u,",
        "postgresql://u%2Fv:p%40%3A+@host/my%20db, jdbc:postgresql://host/my%20db?, u/v, p@:+",
        "postgresql://u:p:q@host/db, jdbc:postgresql://host/db?, u, p:q",
        "'postgresql://u:p@one:1,two:2/db', 'jdbc:postgresql://one:1,two:2/db?', u, p",
        "postgresql://u:p@[::1]:5432/db, jdbc:postgresql://[::1]:5432/db?, u, p",
        "postgresql://u:p@h/db?channel_binding=require&application_name=x&connect_timeout=9,"
                + " jdbc:postgresql://h/db?channelBinding=require&ApplicationName=x&connectTimeout=9, u, p",
    })
    void readsUrlsAsPeopleWriteThem(String text, String url, String user, String password) {
        assertThat(DatabaseAddress.of(text))
                .isEqualTo(new DatabaseAddress(url, Optional.ofNullable(user), Optional.ofNullable(password)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "s3cret",
                "mysql://u:s3cret@host/db",
                "jdbc:postgresql:s3cret",
                "postgresql://u:s3cret%@host/db",
                "postgresql://u:s3cret#1@host/db",
                "postgresql://u:s3 cret@host/db",
                "postgresql://u:s3cret@host:port/db",
                "postgresql:///db?password=s3cret",
                "//u:s3cret@host/db"
            })
    void refusesOthersWithoutRepeatingThem(String text) {
        assertThatExceptionOfType(LedgerUnavailable.class)
                .isThrownBy(() -> DatabaseAddress.of(text))
                .withMessage(
                        "The ledger's PostgreSQL URL cannot be read; write it like postgresql://user:password@host:5432/database?sslmode=require,"
                                + " and special characters of the password as in every URL, for example %40 for @")
                .matches(e -> !e.isPassing())
                .withNoCause();
    }
}
