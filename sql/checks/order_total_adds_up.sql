-- severity: warn
-- The items of an order do not add up to its total. Taxes, shipping or a promotion may be why; else correct the order.

select app_id, order_id, total, items
  from keap_sink.order
  join (select app_id, order_id, sum(quantity * price - coalesce(discount, 0)) as items
          from keap_sink.order_item group by app_id, order_id) as sums using (app_id, order_id)
 where abs(total - items) >= 0.01;
