-- severity: warn
-- A contact has a type that the account does not have. Correct the contact, or add the type.

select app_id, contact_id, contact_type
  from keap_sink.contact as c
 where contact_type <> ''
   and exists (select from keap_sink.last_export as e where e.app_id = c.app_id and e.object = 'contact_type')
   and not exists (
       select from keap_sink.contact_type as t where t.app_id = c.app_id and lower(t.name) = lower(c.contact_type));
