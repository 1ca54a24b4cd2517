-- severity: warn
-- A list has lost more than a fifth of its rows since the exports before. Find out who deleted them.

select app_id, object, last.items, before.usual
  from keap_sink.last_export as last
 cross join lateral (
       select percentile_cont(0.5) within group (order by items) as usual
         from (select o.items from keap_sink.run as r join keap_sink.run_object as o using (run_id)
                where r.app_id = last.app_id and o.object = last.object and o.complete and r.window_from is null
                  and r.kind = 'export' and r.started_at < last.started_at
                order by r.started_at desc limit 5) as former) as before
 where last.items < 0.8 * before.usual;
