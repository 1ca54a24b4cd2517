-- severity: error
-- A contact was acknowledged with a tag that it does not wear in Keap. A user or an automation took it off, or it
-- never arrived: send the record again.

select distinct on (app_id, contact_id, tag_id) w.app_id, w.keap_id as contact_id, tag.id as tag_id, w.message_id,
       w.position, w.at
  from keap_sink.last_outcome as w
 cross join lateral unnest(w.tags) as tag (id)
  join keap_sink.last_export as e on e.app_id = w.app_id and e.object = 'contact_tag'
 where w.object = 'contact' and w.outcome in ('created', 'updated', 'unchanged') and e.started_at > w.at
   and not exists (
       select from keap_sink.outcome as later
        where later.app_id = w.app_id and later.object = 'contact' and later.keap_id = w.keap_id
          and later.outcome = 'removed' and later.at > w.at)
   and not exists (
       select from keap_sink.contact_tag as t
        where t.app_id = w.app_id and t.contact_id = w.keap_id and t.tag_id = tag.id)
 order by app_id, contact_id, tag_id, w.at desc;
