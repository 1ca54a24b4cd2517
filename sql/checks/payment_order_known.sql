-- severity: error
-- A payment belongs to an order that is not there. Export again; if it lasts, ask Keap.

select app_id, payment_id, order_id
  from keap_sink.payment as p
 where exists (select from keap_sink.last_export as e where e.app_id = p.app_id and e.object = 'order')
   and not exists (
       select from keap_sink.order as o where o.app_id = p.app_id and o.order_id = p.order_id);
