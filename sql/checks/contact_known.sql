-- severity: error
-- An opportunity, an order, a note, a task or a file belongs to a contact that is not there. The contact was deleted
-- or merged: assign or delete it.

select app_id, object, keap_id, contact_id
  from (
       select app_id, 'opportunity' as object, opportunity_id as keap_id, contact_id from keap_sink.opportunity
       union all select app_id, 'order', order_id, contact_id from keap_sink.order
       union all select app_id, 'note', note_id, contact_id from keap_sink.note
       union all select app_id, 'task', task_id, contact_id from keap_sink.task
       union all select app_id, 'file', file_id, contact_id from keap_sink.file) as child
 where coalesce(contact_id, '0') <> '0'
   and exists (select from keap_sink.last_export as e where e.app_id = child.app_id and e.object = 'contact')
   and not exists (
       select from keap_sink.contact as c where c.app_id = child.app_id and c.contact_id = child.contact_id);
