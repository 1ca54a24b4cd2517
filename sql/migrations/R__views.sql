-- What a Keap account holds, as the last export read it: one view for each kind of thing. A row that is no longer in Keap
-- is not shown. A value that does not have its column's form is shown as null, and stands in the payload as Keap sent it.

create or replace function keap_sink.moment(value text) returns timestamptz language plpgsql stable parallel safe as $$
begin
    return case when value ~ '^\d{4}-\d\d-\d\d' then value::timestamptz end;
exception when others then
    return null;
end
$$;
comment on function keap_sink.moment(text) is 'The moment; null if the text is none';

create or replace function keap_sink.number(value text) returns numeric language sql immutable parallel safe as $$
    select case when value ~ '^-?\d{1,30}(\.\d{1,30})?$' then value::numeric end
$$;
comment on function keap_sink.number(text) is 'The number; null if the text is none';

create or replace function keap_sink.whole(value text) returns bigint language sql immutable parallel safe as $$
    select case when value ~ '^-?\d{1,18}$' then value::bigint end
$$;
comment on function keap_sink.whole(text) is 'The whole number; null if the text is none';

create or replace function keap_sink.flag(value text) returns boolean language sql immutable parallel safe as $$
    select case value when 'true' then true when 'false' then false end
$$;
comment on function keap_sink.flag(text) is 'The flag; null if the text is none';

create or replace function keap_sink.money(value jsonb) returns numeric language sql immutable parallel safe as $$
    select keap_sink.number(value ->> 'amount') / 100
$$;
comment on function keap_sink.money(jsonb) is 'An amount of v2, which counts in hundredths, in whole units';

create or replace function keap_sink.key_field() returns text language sql stable parallel safe as $$
    select coalesce(nullif(current_setting('keap_sink.key_field', true), ''), 'Keap Sink Key')
$$;
comment on function keap_sink.key_field() is
    'The label of the custom field that holds a record''s key; set keap_sink.key_field = ''…'' chooses another';

create or replace view keap_sink.present as
select app_id, object, keap_id, payload, source_time, last_run, last_seen
  from keap_sink.current_row
  join keap_sink.raw_payload using (app_id, object, keap_id, payload_hash)
 where missing_since is null;
comment on view keap_sink.present is 'Every row of every list that is in Keap, with its payload';

create or replace view keap_sink.tag as
select app_id, keap_id as tag_id, payload ->> 'name' as name, payload ->> 'description' as description,
       payload #>> '{category,id}' as category_id, payload #>> '{category,name}' as category, last_seen, payload
  from keap_sink.present where object = 'tag';

create or replace view keap_sink.custom_field as
select app_id, payload ->> 'of' as of, payload ->> 'id' as field_id, payload ->> 'label' as label,
       payload ->> 'field_name' as name, payload ->> 'field_type' as type, payload -> 'options' as options,
       last_seen, payload
  from keap_sink.present where object = 'custom_field';
comment on column keap_sink.custom_field.of is 'The view of the things that have the field';

create or replace view keap_sink.user as
select app_id, keap_id as user_id, payload ->> 'given_name' as given_name, payload ->> 'family_name' as family_name,
       lower(payload #>> '{email_addresses,0,email}') as email, payload ->> 'status' as status,
       keap_sink.flag(payload ->> 'admin') as admin, last_seen, payload
  from keap_sink.present where object = 'user';

create or replace view keap_sink.contact_type as
select app_id, payload ->> 'name' as name, last_seen, payload
  from keap_sink.present where object = 'contact_type';

create or replace view keap_sink.stage as
select app_id, keap_id as stage_id, payload ->> 'name' as name,
       keap_sink.whole(payload ->> 'order') as position,
       keap_sink.number(payload ->> 'probability') as probability,
       keap_sink.whole(payload ->> 'target_number_days') as target_days, last_seen, payload
  from keap_sink.present where object = 'stage';

create or replace view keap_sink.pipeline as
select app_id, count(*) as stages, array_agg(name order by position, stage_id) as stage_names,
       (array_agg(stage_id order by position, stage_id))[1] as first_stage_id,
       (array_agg(stage_id order by position desc, stage_id desc))[1] as last_stage_id
  from keap_sink.stage group by app_id;
comment on view keap_sink.pipeline is
    'The stages of opportunities in their order. Keap''s API tells of no pipelines, so an account has one here';

create or replace view keap_sink.contact as
select app_id, keap_id as contact_id, payload ->> 'given_name' as given_name, payload ->> 'family_name' as family_name,
       (select lower(e ->> 'email') from jsonb_array_elements(
            case jsonb_typeof(payload -> 'email_addresses') when 'array' then payload -> 'email_addresses' else '[]' end) as e
         where e ->> 'field' = 'EMAIL1' limit 1) as email,
       (select array_agg(lower(e ->> 'email')) from jsonb_array_elements(
            case jsonb_typeof(payload -> 'email_addresses') when 'array' then payload -> 'email_addresses' else '[]' end) as e
         where e ->> 'email' <> '') as emails,
       (select array_agg(p ->> 'number') from jsonb_array_elements(
            case jsonb_typeof(payload -> 'phone_numbers') when 'array' then payload -> 'phone_numbers' else '[]' end) as p
         where p ->> 'number' <> '') as phones,
       payload ->> 'contact_type' as contact_type, payload #>> '{company,id}' as company_id,
       payload ->> 'owner_id' as owner_id, keap_sink.flag(payload ->> 'email_opted_in') as email_opted_in,
       payload ->> 'email_status' as email_status, keap_sink.moment(payload ->> 'date_created') as created_at,
       keap_sink.moment(payload ->> 'last_updated') as updated_at, payload -> 'custom_fields' as custom_fields,
       last_seen, payload
  from keap_sink.present where object = 'contact';

create or replace view keap_sink.contact_tag as
select app_id, payload ->> 'contact_id' as contact_id, payload ->> 'tag_id' as tag_id,
       keap_sink.moment(payload ->> 'date_applied') as applied_at, last_seen, payload
  from keap_sink.present where object = 'contact_tag';

create or replace view keap_sink.custom_value as
select app_id, object, keap_id, f.label, value -> 'content' as content
  from keap_sink.present
 cross join lateral jsonb_array_elements(
       case jsonb_typeof(payload -> 'custom_fields') when 'array' then payload -> 'custom_fields' else '[]' end) as value
  join keap_sink.custom_field as f using (app_id)
 where f.of = object and f.field_id = value ->> 'id';
comment on view keap_sink.custom_value is 'The values of custom fields, by their labels';

create or replace view keap_sink.record_key as
select app_id, object, keap_id, content #>> '{}' as key
  from keap_sink.custom_value
 where label = keap_sink.key_field() and coalesce(content #>> '{}', '') <> '';
comment on view keap_sink.record_key is 'The keys of the records that things were made of';

create or replace view keap_sink.company as
select app_id, keap_id as company_id, payload ->> 'company_name' as name,
       lower(payload #>> '{email_address,email}') as email, payload #>> '{phone_number,number}' as phone,
       payload ->> 'website' as website, keap_sink.moment(payload ->> 'create_time') as created_at,
       keap_sink.moment(payload ->> 'update_time') as updated_at, payload -> 'custom_fields' as custom_fields,
       last_seen, payload
  from keap_sink.present where object = 'company';

create or replace view keap_sink.product as
select app_id, keap_id as product_id, payload ->> 'name' as name, payload ->> 'sku' as sku,
       keap_sink.money(payload -> 'price') as price, payload #>> '{price,currency_code}' as currency,
       keap_sink.flag(payload ->> 'active') as active, last_seen, payload
  from keap_sink.present where object = 'product';

create or replace view keap_sink.opportunity as
select app_id, keap_id as opportunity_id, payload ->> 'opportunity_title' as title,
       payload #>> '{contact,id}' as contact_id, payload #>> '{stage,id}' as stage_id,
       payload #>> '{user,id}' as user_id, keap_sink.moment(payload ->> 'estimated_close_time') as closes_at,
       keap_sink.number(payload ->> 'projected_revenue_low') as revenue_low,
       keap_sink.number(payload ->> 'projected_revenue_high') as revenue_high,
       keap_sink.moment(payload ->> 'created_time') as created_at,
       keap_sink.moment(payload ->> 'last_updated_time') as updated_at, payload -> 'custom_fields' as custom_fields,
       last_seen, payload
  from keap_sink.present where object = 'opportunity';

create or replace view keap_sink.order as
select app_id, keap_id as order_id, payload ->> 'title' as title, payload #>> '{contact,id}' as contact_id,
       payload ->> 'status' as status, payload ->> 'order_type' as order_type,
       keap_sink.moment(payload ->> 'order_time') as ordered_at, keap_sink.money(payload -> 'total') as total,
       keap_sink.money(payload -> 'total_paid') as paid, keap_sink.money(payload -> 'total_due') as due,
       keap_sink.money(payload -> 'refund_total') as refunded, payload #>> '{total,currency_code}' as currency,
       payload ->> 'invoice_id' as invoice_id, payload -> 'custom_fields' as custom_fields, last_seen, payload
  from keap_sink.present where object = 'order';

create or replace view keap_sink.order_item as
select app_id, keap_id as order_id, item ->> 'id' as item_id, item ->> 'name' as name,
       item #>> '{product,id}' as product_id, item ->> 'item_type' as item_type,
       keap_sink.number(item ->> 'quantity') as quantity, keap_sink.money(item -> 'price_per_unit') as price,
       keap_sink.money(item -> 'discount') as discount, last_seen, item as payload
  from keap_sink.present
 cross join lateral jsonb_array_elements(
       case jsonb_typeof(payload -> 'order_items') when 'array' then payload -> 'order_items' else '[]' end) as item
 where object = 'order';

create or replace view keap_sink.payment as
select app_id, keap_id as payment_id, payload ->> 'order_id' as order_id,
       keap_sink.number(payload ->> 'amount') as amount, keap_sink.moment(payload ->> 'pay_time') as paid_at,
       payload ->> 'pay_status' as status, payload ->> 'note' as note, payload ->> 'invoice_id' as invoice_id,
       nullif(payload ->> 'refund_invoice_payment_id', '0') as refund_of, last_seen, payload
  from keap_sink.present where object = 'payment';

create or replace view keap_sink.note as
select app_id, keap_id as note_id, payload ->> 'contact_id' as contact_id, payload ->> 'title' as title,
       payload ->> 'text' as body, payload ->> 'type' as type,
       payload #>> '{assigned_to_user,id}' as user_id, keap_sink.moment(payload ->> 'create_time') as created_at,
       keap_sink.moment(payload ->> 'update_time') as updated_at, payload -> 'custom_fields' as custom_fields,
       last_seen, payload
  from keap_sink.present where object = 'note';

create or replace view keap_sink.task as
select app_id, keap_id as task_id, payload ->> 'contact_id' as contact_id,
       payload ->> 'opportunity_id' as opportunity_id, payload ->> 'title' as title,
       payload ->> 'description' as description, payload ->> 'type' as type, payload ->> 'priority' as priority,
       payload ->> 'assigned_to_user_id' as user_id, keap_sink.moment(payload ->> 'due_time') as due_at,
       keap_sink.flag(payload ->> 'completed') as completed, keap_sink.moment(payload ->> 'create_time') as created_at,
       keap_sink.moment(payload ->> 'modification_time') as updated_at, payload -> 'custom_fields' as custom_fields,
       last_seen, payload
  from keap_sink.present where object = 'task';

create or replace view keap_sink.file as
select app_id, keap_id as file_id, payload ->> 'contact_id' as contact_id, payload ->> 'file_name' as name,
       payload ->> 'category' as category, keap_sink.whole(payload ->> 'file_size') as size,
       keap_sink.flag(payload ->> 'is_public') as is_public, keap_sink.moment(payload ->> 'created_time') as created_at,
       last_seen, payload
  from keap_sink.present where object = 'file';

create or replace view keap_sink.last_export as
select distinct on (app_id, object) app_id, object, run_id, started_at, items, counted, pages
  from keap_sink.run join keap_sink.run_object using (run_id)
 where kind = 'export' and complete and window_from is null
 order by app_id, object, started_at desc;
comment on view keap_sink.last_export is 'The last whole export of each list';

create or replace view keap_sink.last_outcome as
select distinct on (app_id, message_id, position) *
  from keap_sink.outcome
 order by app_id, message_id, position, at desc, attempt desc;
comment on view keap_sink.last_outcome is 'What became of each record at its last delivery';

create or replace view keap_sink.last_written as
select distinct on (app_id, object, keap_id) *
  from keap_sink.outcome as written
 where keap_id is not null and outcome in ('created', 'updated', 'unchanged')
   and not exists (
       select from keap_sink.outcome as later
        where later.app_id = written.app_id and later.stream = written.stream
          and later.record_key = written.record_key and later.outcome = 'removed' and later.at > written.at)
 order by app_id, object, keap_id, at desc, attempt desc;
comment on view keap_sink.last_written is
    'What the last acknowledged record of each thing has made of it, but for things that a later record removed';
