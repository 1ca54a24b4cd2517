-- severity: warn
-- More than a tenth of a run's records were rejected. Look at their reasons: most likely they share one.

select app_id, run_id, count(*) filter (where outcome = 'rejected') as rejected, count(*) as records
  from keap_sink.last_outcome
 group by app_id, run_id
having count(*) filter (where outcome = 'rejected') > 0.1 * count(*);
