-- severity: error
-- A contact wears a tag that the account does not list. Export again; if it lasts, ask Keap.

select app_id, contact_id, tag_id
  from keap_sink.contact_tag as t
 where exists (select from keap_sink.last_export as e where e.app_id = t.app_id and e.object = 'tag')
   and not exists (select from keap_sink.tag where tag.app_id = t.app_id and tag.tag_id = t.tag_id);
