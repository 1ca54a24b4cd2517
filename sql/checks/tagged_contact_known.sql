-- severity: error
-- A tag lists a contact that the account does not list. Export again; if it lasts, ask Keap.

select app_id, contact_id, tag_id
  from keap_sink.contact_tag as t
 where exists (select from keap_sink.last_export as e where e.app_id = t.app_id and e.object = 'contact')
   and not exists (
       select from keap_sink.contact as c where c.app_id = t.app_id and c.contact_id = t.contact_id);
