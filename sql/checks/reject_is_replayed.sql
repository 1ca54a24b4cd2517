-- severity: warn
-- A record was rejected, and no later record of its key was written. Correct it in the source, or replay it (./run
-- replay).

select app_id, stream, reason, field, message_id, position, at
  from (select distinct on (app_id, stream, coalesce(record_key, message_id || '#' || position)) *
          from keap_sink.last_outcome
         where outcome <> 'retry'
         order by app_id, stream, coalesce(record_key, message_id || '#' || position), at desc) as newest
 where outcome = 'rejected';
