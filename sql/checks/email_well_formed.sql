-- severity: warn
-- A contact's e-mail address is malformed. Correct it in Keap.

select app_id, contact_id, address
  from keap_sink.contact
 cross join lateral unnest(emails) as address
 where address !~ '^[^@\s]+@[^@\s]+\.[^@\s]+$';
