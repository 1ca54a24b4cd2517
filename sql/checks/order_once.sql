-- severity: warn
-- A contact has two orders of the same title, time and total. If they are one, delete the other in Keap.

select app_id, contact_id, title, ordered_at, total, array_agg(order_id order by order_id) as order_ids
  from keap_sink.order
 group by app_id, contact_id, title, ordered_at, total
having count(*) > 1;
