-- severity: warn
-- A contact belongs to a company that is not there. Assign another one.

select app_id, contact_id, company_id
  from keap_sink.contact as c
 where coalesce(company_id, '0') <> '0'
   and exists (select from keap_sink.last_export as e where e.app_id = c.app_id and e.object = 'company')
   and not exists (
       select from keap_sink.company as k where k.app_id = c.app_id and k.company_id = c.company_id);
