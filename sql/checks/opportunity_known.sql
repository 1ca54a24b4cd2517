-- severity: warn
-- A task belongs to an opportunity that is not there. Assign or delete the task.

select app_id, task_id, opportunity_id
  from keap_sink.task as t
 where coalesce(opportunity_id, '0') <> '0'
   and exists (select from keap_sink.last_export as e where e.app_id = t.app_id and e.object = 'opportunity')
   and not exists (
       select from keap_sink.opportunity as o where o.app_id = t.app_id and o.opportunity_id = t.opportunity_id);
