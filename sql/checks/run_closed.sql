-- severity: warn
-- An export or a sync began more than six hours ago and has not ended. Run the same command again: it goes on where it
-- was.

select app_id, run_id, source, started_at
  from keap_sink.run
 where status = 'running' and kind <> 'check' and started_at < now() - interval '6 hours'
   and (kind = 'export' or not exists (
       select from keap_sink.outcome where outcome.run_id = run.run_id and at > now() - interval '6 hours'));
