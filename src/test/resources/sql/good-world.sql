-- An account that passes every check: two contacts, an order with a payment, and the records that they were made of.

create function put(object text, id text, payload jsonb) returns void language sql as $$
    insert into keap_sink.raw_payload (app_id, object, keap_id, payload_hash, payload, source_time, first_run)
    values ('app', object, id, sha256(convert_to(payload::text, 'UTF8')), payload, now() - interval '2 hours',
            '00000000-0000-0000-0000-000000000002')
    on conflict do nothing;
    insert into keap_sink.current_row (app_id, object, keap_id, payload_hash, last_run, last_seen)
    values ('app', object, id, sha256(convert_to(payload::text, 'UTF8')), '00000000-0000-0000-0000-000000000002', now())
    on conflict (app_id, object, keap_id) do update set payload_hash = excluded.payload_hash;
$$;

create function gone(what text, id text) returns void language sql as $$
    update keap_sink.current_row set missing_since = now() where object = what and keap_id = id;
$$;

insert into keap_sink.run (run_id, app_id, kind, source, started_at, finished_at, status) values
    ('00000000-0000-0000-0000-000000000001', 'app', 'write', 'keap-sink', now() - interval '3 hours',
     now() - interval '2 hours', 'ok'),
    ('00000000-0000-0000-0000-000000000002', 'app', 'export', 'export', now() - interval '1 hour', now(), 'ok');

insert into keap_sink.run_object (run_id, object, pages, items, counted, complete)
select '00000000-0000-0000-0000-000000000002', object, 1, items, case when object in ('contact', 'tag') then items end, true
  from (values ('user', 1), ('stage', 1), ('tag', 1), ('contact_type', 1), ('custom_field', 2), ('company', 1),
               ('product', 1), ('contact', 2), ('contact_tag', 2), ('opportunity', 1), ('order', 1), ('payment', 1),
               ('note', 1), ('task', 1), ('file', 1)) as list (object, items);

select put('user', '1', '{"email_addresses": [{"email": "Owner@example.com"}], "status": "ACTIVE", "admin": true}'),
       put('stage', '5', '{"name": "New", "order": 1}'),
       put('tag', '7', '{"id": 7, "name": "Lead", "category": null}'),
       put('contact_type', 'Prospect', '{"name": "Prospect"}'),
       put('custom_field', 'order:20', '{"id": "20", "label": "Keap Sink Key", "of": "order", "field_type": "TEXT"}'),
       put('custom_field', 'contact:21', '{"id": 21, "label": "Colour", "of": "contact", "field_type": "Text"}'),
       put('company', '40', '{"company_name": "Acme"}'),
       put('product', '50', '{"name": "Tea", "sku": "TEA", "price": {"amount": 1250, "currency_code": "EUR"}}'),
       put('contact', '1', '{"email_addresses": [{"field": "EMAIL1", "email": "ada@example.com"}], "contact_type": "Prospect",
            "company": {"id": 40}, "owner_id": 1, "custom_fields": [{"id": 21, "content": "red"}],
            "last_updated": "2026-01-01T08:00:00.000Z"}'),
       put('contact', '2', '{"phone_numbers": [{"field": "PHONE1", "number": "+4930123"}], "email_addresses": []}'),
       put('contact_tag', '1:7', '{"contact_id": "1", "tag_id": "7", "date_applied": "2026-01-01T08:00:00.000Z"}'),
       put('contact_tag', '2:7', '{"contact_id": "2", "tag_id": "7", "date_applied": "2026-01-01T08:00:00.000Z"}'),
       put('opportunity', '60', '{"opportunity_title": "Deal", "contact": {"id": "1"}, "stage": {"id": "5"}, "user": {"id": "1"}}'),
       put('order', '70', '{"title": "One", "contact": {"id": "1"}, "order_time": "2026-01-01T08:00:00.000Z",
            "total": {"amount": 2500, "currency_code": "EUR"}, "total_paid": {"amount": 1000}, "total_due": {"amount": 1500},
            "refund_total": {"amount": 0}, "custom_fields": [{"id": "20", "content": "k-70"}],
            "order_items": [{"id": "1", "quantity": 2, "price_per_unit": {"amount": 1250}, "product": {"id": "50"}}]}'),
       put('payment', '80', '{"order_id": "70", "amount": 10.00, "pay_status": "MANUAL_PAID"}'),
       put('note', '90', '{"contact_id": "1", "title": "Call", "assigned_to_user": {"id": "1"}}'),
       put('task', '91', '{"contact_id": "1", "title": "Call back", "assigned_to_user_id": "1"}'),
       put('file', '92', '{"contact_id": "1", "file_name": "offer.pdf", "file_size": 10}');

insert into keap_sink.outcome
       (batch_id, message_id, position, run_id, app_id, stream, record_key, attempt, outcome, reason, object, keap_id, tags,
        received_at, at) values
    ('00000000-0000-0000-0000-00000000000a', 'm1', 0, '00000000-0000-0000-0000-000000000001', 'app', 'contacts', 'k1', 1,
     'created', null, 'contact', '1', '{7}', now() - interval '3 hours', now() - interval '3 hours'),
    ('00000000-0000-0000-0000-00000000000a', 'm2', 0, '00000000-0000-0000-0000-000000000001', 'app', 'contacts', 'k2', 1,
     'rejected', 'invalid_value', null, null, '{}', now() - interval '3 hours', now() - interval '3 hours'),
    ('00000000-0000-0000-0000-00000000000b', 'm3', 0, '00000000-0000-0000-0000-000000000001', 'app', 'contacts', 'k2', 1,
     'updated', null, 'contact', '2', '{7}', now() - interval '2 hours', now() - interval '2 hours'),
    ('00000000-0000-0000-0000-00000000000b', 'm4', 0, '00000000-0000-0000-0000-000000000001', 'app', 'orders', 'k-70', 1,
     'created', null, 'order', '70', '{}', now() - interval '2 hours', now() - interval '2 hours');

insert into keap_sink.outcome
       (batch_id, message_id, position, run_id, app_id, stream, record_key, attempt, outcome, object, keap_id, at)
select '00000000-0000-0000-0000-00000000000c', 'n' || i, 0, '00000000-0000-0000-0000-000000000001', 'app', 'notes', 'n' || i,
       1, 'created', 'note', '90', now() - interval '2 hours'
  from generate_series(1, 8) as i;
