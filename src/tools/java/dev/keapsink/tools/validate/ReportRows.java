package dev.keapsink.tools.validate;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rows behind the sections of the report. Each is a map of texts by the names of the columns. */
final class ReportRows {

    private static final String TIME = "to_char(%s at time zone 'UTC', 'YYYY-MM-DD HH24:MI')";

    private static final String WRITES = """
            select run_id, source, %s as time from keap_sink.run
             where kind = 'write' order by started_at desc limit 1""".formatted(TIME.formatted("started_at"));

    private static final String OUTCOMES = """
            select outcome, count(*) as records from keap_sink.last_outcome
             where run_id = (select run_id from keap_sink.run where kind = 'write' order by started_at desc limit 1)
             group by outcome order by 2 desc""";

    private static final String REJECTS = """
            select stream, coalesce(reason, '') as reason, coalesce(field, '') as field, count(*) as records,
                   min(message_id || case when position = 0 then '' else '#' || position end) as example
              from keap_sink.last_outcome
             where outcome = 'rejected'
               and run_id = (select run_id from keap_sink.run where kind = 'write' order by started_at desc limit 1)
             group by 1, 2, 3 order by 4 desc limit 50""";

    private static final String LISTS = """
            select object, items, coalesce(counted::text, '') as counted, %s as started
              from keap_sink.last_export order by object""".formatted(TIME.formatted("started_at"));

    private static final String MINUTES = """
            select %s as time, calls, throttled, coalesce(quota, 0) as quota from keap_sink.run_minute
             where run_id = (select run_id from keap_sink.run_minute order by minute desc limit 1)
             order by minute""".formatted(TIME.formatted("minute"));

    private static final String TRENDS = """
            select %s as time, kind, status,
                   case kind when 'export' then (select sum(items) from keap_sink.run_object as o where o.run_id = r.run_id)
                             when 'write' then (select count(*) from keap_sink.last_outcome as o where o.run_id = r.run_id)
                   end as items,
                   case kind when 'write' then (select count(*) from keap_sink.last_outcome as o
                                                 where o.run_id = r.run_id and outcome = 'rejected') end as rejected,
                   case kind when 'check' then (select count(*) from keap_sink.check_result as c
                                                 where c.run_id = r.run_id and failures > 0 and severity = 'error') end as errors,
                   case kind when 'check' then (select count(*) from keap_sink.check_result as c
                                                 where c.run_id = r.run_id and failures > 0 and severity = 'warn') end as warns
              from (select * from keap_sink.run order by started_at desc limit 20) as r
             order by started_at desc""".formatted(TIME.formatted("started_at"));

    private static final String ACCOUNT =
            "select app_id from keap_sink.run where app_id <> '' order by started_at desc limit 1";

    private final Connection connection;

    ReportRows(Connection connection) {
        this.connection = connection;
    }

    List<Map<String, String>> writes() throws SQLException {
        return rows(WRITES);
    }

    List<Map<String, String>> outcomes() throws SQLException {
        return rows(OUTCOMES);
    }

    List<Map<String, String>> rejects() throws SQLException {
        return rows(REJECTS);
    }

    List<Map<String, String>> lists() throws SQLException {
        return rows(LISTS);
    }

    List<Map<String, String>> minutes() throws SQLException {
        return rows(MINUTES);
    }

    List<Map<String, String>> trends() throws SQLException {
        return rows(TRENDS);
    }

    String account() throws SQLException {
        List<Map<String, String>> found = rows(ACCOUNT);
        return found.isEmpty() ? "" : found.getFirst().getOrDefault("app_id", "");
    }

    private List<Map<String, String>> rows(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<Map<String, String>> rows = new ArrayList<>();
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                Map<String, String> row = new LinkedHashMap<>();
                for (int i = 1; i <= columns; i++) {
                    String value = result.getString(i);
                    row.put(result.getMetaData().getColumnName(i), value == null ? "" : value);
                }
                rows.add(row);
            }
            return rows;
        }
    }
}
