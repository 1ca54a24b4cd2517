-- severity: warn
-- The last whole export of a list is more than two days old. Export again, or have it done on a schedule.

select app_id, object, started_at
  from keap_sink.last_export
 where started_at < now() - interval '2 days';
