-- severity: warn
-- An order has an item whose product is not there any more. The order stays as it is; reports by product miss it.

select app_id, order_id, item_id, product_id
  from keap_sink.order_item as i
 where coalesce(product_id, '0') <> '0'
   and exists (select from keap_sink.last_export as e where e.app_id = i.app_id and e.object = 'product')
   and not exists (
       select from keap_sink.product as p where p.app_id = i.app_id and p.product_id = i.product_id);
