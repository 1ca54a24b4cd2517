-- severity: warn
-- A contact was removed, and still wears a tag that was to be taken off. Another record or a user has applied it again.

select r.app_id, t.contact_id, t.tag_id, r.message_id, r.at
  from (select distinct on (app_id, stream, record_key) *
          from keap_sink.last_outcome
         where object = 'contact' and record_key is not null
         order by app_id, stream, record_key, at desc) as r
 cross join lateral (
       select keap_id from keap_sink.outcome as e
        where e.app_id = r.app_id and e.stream = r.stream and e.record_key = r.record_key and e.keap_id is not null
        order by at desc limit 1) as before
  join keap_sink.contact_tag as t on t.app_id = r.app_id and t.contact_id = before.keap_id and t.tag_id = any (r.tags)
 where r.outcome = 'removed' and t.last_seen > r.at;
