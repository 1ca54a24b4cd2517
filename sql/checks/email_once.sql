-- severity: warn
-- Several contacts have the same first e-mail address. Merge them in Keap: a record with this address reaches only one
-- of them.

select app_id, email, count(*) as contacts, array_agg(contact_id order by contact_id) as contact_ids
  from keap_sink.contact
 where email <> ''
 group by app_id, email
having count(*) > 1;
