-- severity: warn
-- A thing has a value of a custom field that the account does not have. Export again; if it lasts, the field was
-- deleted.

select app_id, object, keap_id, value ->> 'id' as field_id
  from keap_sink.present as p
 cross join lateral jsonb_array_elements(
       case jsonb_typeof(payload -> 'custom_fields') when 'array' then payload -> 'custom_fields' else '[]' end) as value
 where value -> 'content' <> 'null'
   and exists (select from keap_sink.last_export as e where e.app_id = p.app_id and e.object = 'custom_field')
   and not exists (
       select from keap_sink.custom_field as f
        where f.app_id = p.app_id and f.of = p.object and f.field_id = value ->> 'id');
