-- severity: error
-- An opportunity has no stage, or one that the account does not have. Move it to a stage.

select app_id, opportunity_id, stage_id
  from keap_sink.opportunity as o
 where exists (select from keap_sink.last_export as e where e.app_id = o.app_id and e.object = 'stage')
   and not exists (
       select from keap_sink.stage as s where s.app_id = o.app_id and s.stage_id = o.stage_id);
