-- severity: warn
-- Several products have the same SKU. An order's item with this SKU finds none of them: change all but one.

select app_id, sku, count(*) as products, array_agg(product_id order by product_id) as product_ids
  from keap_sink.product
 where sku <> ''
 group by app_id, sku
having count(*) > 1;
