-- severity: error
-- Records of one key have created several things, and more than one of them is still in Keap. Delete or merge all but one.

select app_id, object, record_key, count(distinct keap_id) as things, array_agg(distinct keap_id) as keap_ids
  from keap_sink.outcome as o
 where outcome = 'created' and record_key is not null
   and exists (
       select from keap_sink.present as p
        where p.app_id = o.app_id and p.object = o.object and p.keap_id = o.keap_id)
 group by app_id, object, record_key
having count(distinct keap_id) > 1;
