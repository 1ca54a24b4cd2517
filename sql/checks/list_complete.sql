-- severity: error
-- The newest export did not read a list to its end. Run the same command again: it goes on at the next page.

select app_id, run_id, object, pages, items
  from (select distinct on (app_id) app_id, run_id from keap_sink.run
         where kind = 'export' and status <> 'running' order by app_id, started_at desc) as newest
  join keap_sink.run_object using (run_id)
 where not complete;
