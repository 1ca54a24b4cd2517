-- severity: error
-- A stored payload holds what looks like an API key. Revoke the key in Keap, and erase the row.

select app_id, object, keap_id
  from keap_sink.raw_payload
 where payload::text ~ 'KeapAK-'
 union all
select app_id, object, keap_id
  from keap_sink.outcome
 where payload::text ~ 'KeapAK-';
