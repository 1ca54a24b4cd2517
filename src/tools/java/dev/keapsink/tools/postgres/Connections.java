package dev.keapsink.tools.postgres;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.AgroalDataSource.FlushMode;
import io.agroal.api.configuration.supplier.AgroalConnectionFactoryConfigurationSupplier;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.exceptionsorter.PostgreSQLExceptionSorter;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A few connections to a database, which are opened on demand and closed after half a minute without work. Threadsafe. */
final class Connections implements AutoCloseable {

    /** The ledger's statements last milliseconds, so that few connections carry many threads. */
    private static final int MOST = 4;

    /** Closes what a firewall between here and the database would soon forget. */
    private static final Duration IDLE = Duration.ofSeconds(30);

    private final AgroalDataSource pool;

    /**
     * Opens no connection yet.
     *
     * @param longest the longest time for opening a connection, and for a statement by the database's own measure
     */
    Connections(DatabaseAddress address, Duration longest) {
        try {
            pool = AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                    .connectionPoolConfiguration(pool -> pool.maxSize(MOST)
                            .reapTimeout(IDLE)
                            .acquisitionTimeout(longest)
                            .exceptionSorter(new PostgreSQLExceptionSorter())
                            .connectionFactoryConfiguration(factory -> configured(factory, address, longest))));
        } catch (SQLException e) {
            throw DatabaseErrors.unusable(e);
        }
    }

    private static AgroalConnectionFactoryConfigurationSupplier configured(
            AgroalConnectionFactoryConfigurationSupplier factory, DatabaseAddress address, Duration longest) {
        String seconds = String.valueOf(Math.max(1, longest.toSeconds()));
        address.user().ifPresent(user -> factory.principal(new NamePrincipal(user)));
        address.password().ifPresent(password -> factory.credential(new SimplePassword(password)));
        return factory.jdbcUrl(address.url())
                .jdbcProperty("ApplicationName", "keap-sink")
                .jdbcProperty("connectTimeout", seconds)
                .jdbcProperty("loginTimeout", seconds)
                .jdbcProperty("socketTimeout", seconds)
                .initialSql("SET statement_timeout = " + longest.toMillis());
    }

    /**
     * A connection that waits for no answer longer than this.
     *
     * @throws SQLException if none can be opened, or none is free in time
     */
    Connection open(Duration timeout) throws SQLException {
        CompletableFuture<Connection> opened = new CompletableFuture<>();
        Thread.startVirtualThread(() -> open(opened));
        try {
            Connection connection = opened.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            connection.setNetworkTimeout(Runnable::run, Math.toIntExact(timeout.toMillis()));
            return connection;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof SQLException cause ? cause : new SQLException(e);
        } catch (TimeoutException e) {
            throw late(opened);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw late(opened);
        }
    }

    /** Closes the connections that are not in use: the others may be as dead as one that has failed. */
    void renew() {
        pool.flush(FlushMode.IDLE);
    }

    @Override
    public void close() {
        pool.close();
    }

    private void open(CompletableFuture<Connection> opened) {
        try {
            Connection connection = pool.getConnection();
            if (!opened.complete(connection)) {
                connection.close();
            }
        } catch (SQLException | RuntimeException e) {
            opened.completeExceptionally(e);
        }
    }

    /** Gives up on a connection, which is closed if it comes all the same. */
    private static SQLException late(CompletableFuture<Connection> opened) throws SQLException {
        SQLException timeout = new SQLTimeoutException("No connection was free in time");
        if (!opened.completeExceptionally(timeout) && !opened.isCompletedExceptionally()) {
            opened.join().close();
        }
        return timeout;
    }
}
