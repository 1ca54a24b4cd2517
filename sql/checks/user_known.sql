-- severity: warn
-- A contact, an opportunity, a note or a task belongs to a user that the account does not have. Assign it to another
-- one.

select app_id, object, keap_id, user_id
  from (
       select app_id, 'contact' as object, contact_id as keap_id, owner_id as user_id from keap_sink.contact
       union all select app_id, 'opportunity', opportunity_id, user_id from keap_sink.opportunity
       union all select app_id, 'note', note_id, user_id from keap_sink.note
       union all select app_id, 'task', task_id, user_id from keap_sink.task) as assigned
 where coalesce(user_id, '0') <> '0'
   and exists (select from keap_sink.last_export as e where e.app_id = assigned.app_id and e.object = 'user')
   and not exists (
       select from keap_sink.user as u where u.app_id = assigned.app_id and u.user_id = assigned.user_id);
