-- severity: error
-- Several things were made of the record of one key. Delete all but one in Keap.

select app_id, object, key, count(*) as things, array_agg(keap_id order by keap_id) as keap_ids
  from keap_sink.record_key
 group by app_id, object, key
having count(*) > 1;
