-- severity: warn
-- A record was rejected, and no later record of its key was written. Correct it in the source, or replay it (./run
-- replay).

select r.app_id, r.stream, r.reason, r.field, r.message_id, r.position, r.at
  from keap_sink.last_outcome as r
 where r.outcome = 'rejected'
   and not exists (
       select from keap_sink.last_outcome as later
        where later.app_id = r.app_id and later.stream = r.stream and later.record_key = r.record_key
          and later.at > r.at and later.outcome in ('created', 'updated', 'unchanged', 'removed', 'skipped'));
