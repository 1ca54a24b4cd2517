-- severity: error
-- The total of an order less what was paid is not what is due. Look at the order in Keap.

select app_id, order_id, total, paid, due, refunded
  from keap_sink.order
 where abs(total - paid - due) >= 0.01 and coalesce(refunded, 0) = 0;
