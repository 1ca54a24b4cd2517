-- severity: error
-- The account shows no user or no contact type, which every account has. The credential lacks a right.

select app_id, object, items
  from keap_sink.last_export
 where object in ('user', 'contact_type') and items = 0;
