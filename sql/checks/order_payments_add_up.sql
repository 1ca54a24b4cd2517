-- severity: error
-- The payments of an order do not add up to what Keap calls paid. Look at the order in Keap.

select app_id, order_id, paid, coalesce(payments, 0) as payments
  from keap_sink.order as o
  left join (select app_id, order_id, sum(amount) as payments from keap_sink.payment
              where status in ('APPROVED', 'MANUAL_PAID', 'PAID') and refund_of is null
              group by app_id, order_id) as sums using (app_id, order_id)
 where abs(paid - coalesce(payments, 0)) >= 0.01 and coalesce(refunded, 0) = 0
   and exists (select from keap_sink.last_export as e where e.app_id = o.app_id and e.object = 'payment');
