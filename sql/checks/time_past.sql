-- severity: warn
-- Keap says that a row was changed in the future. A clock or a time zone is wrong.

select app_id, object, keap_id, source_time, last_seen
  from keap_sink.present
 where source_time > last_seen + interval '1 hour';
