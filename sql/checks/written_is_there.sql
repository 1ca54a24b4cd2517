-- severity: error
-- A record was acknowledged, and what it became is not in Keap. It was deleted or merged there since, or never
-- arrived: send the record again.

select w.app_id, w.object, w.keap_id, w.message_id, w.position, w.outcome, w.at
  from keap_sink.last_written as w
  join keap_sink.last_export as e using (app_id, object)
 where e.started_at > w.at and w.outcome in ('created', 'updated', 'unchanged')
   and not exists (
       select from keap_sink.present as p
        where p.app_id = w.app_id and p.object = w.object and p.keap_id = w.keap_id);
