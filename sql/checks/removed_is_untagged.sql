-- severity: warn
-- A contact was removed, and still wears a tag that was to be taken off. Another record or a user has applied it
-- again.

select w.app_id, w.keap_id as contact_id, tag.id as tag_id, w.message_id, w.at
  from keap_sink.last_written as w
 cross join lateral unnest(w.tags) as tag (id)
  join keap_sink.contact_tag as t on t.app_id = w.app_id and t.contact_id = w.keap_id and t.tag_id = tag.id
 where w.object = 'contact' and w.outcome = 'removed' and t.last_seen > w.at;
