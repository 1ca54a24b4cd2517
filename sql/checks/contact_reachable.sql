-- severity: warn
-- A contact has neither an e-mail address nor a phone number. Complete or delete it.

select app_id, contact_id, given_name, family_name
  from keap_sink.contact
 where payload is not null and emails is null and phones is null;
