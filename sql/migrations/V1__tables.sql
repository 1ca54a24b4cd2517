-- What was read from Keap, and what became of every record that was written to it.
-- app_id is the Keap account, as its replies name it. Ids are text, because Keap's v2 has ids of text.

create schema if not exists keap_sink;

create table keap_sink.run (
    run_id       uuid primary key,
    app_id       text not null,
    kind         text not null check (kind in ('export', 'write', 'check')),
    source       text not null,
    started_at   timestamptz not null default now(),
    finished_at  timestamptz,
    status       text not null default 'running'
        check (status in ('running', 'ok', 'warn', 'failed', 'aborted')),
    window_from  timestamptz,
    settings     jsonb not null default '{}',
    error        text
);
comment on table keap_sink.run is
    'One row for each export, each sync or day of a function''s writes, and each run of the checks';
comment on column keap_sink.run.source is 'The command or function that made the run';
comment on column keap_sink.run.window_from is 'An incremental export read what was changed since then; null if it read all';
comment on column keap_sink.run.settings is 'What was asked for: an export''s objects, share of the quota, and so on';

create table keap_sink.run_object (
    run_id       uuid not null references keap_sink.run on delete cascade,
    object       text not null,
    pages        integer not null default 0,
    items        integer not null default 0,
    next_page    jsonb,
    counted      bigint,
    complete     boolean not null default false,
    primary key (run_id, object)
);
comment on table keap_sink.run_object is 'How far an export has come with each object';
comment on column keap_sink.run_object.items is 'How many different rows the pages held';
comment on column keap_sink.run_object.next_page is 'Where the list goes on; null before the first page and after the last';
comment on column keap_sink.run_object.counted is 'How many there are by Keap''s own count; null where Keap does not count';

create table keap_sink.run_minute (
    run_id       uuid not null references keap_sink.run on delete cascade,
    minute       timestamptz not null,
    calls        integer not null,
    throttled    integer not null default 0,
    quota        integer,
    primary key (run_id, minute)
);
comment on table keap_sink.run_minute is 'The calls of each minute, beside the calls that Keap allows in a minute';

create table keap_sink.raw_payload (
    app_id       text not null,
    object       text not null,
    keap_id      text not null,
    payload_hash bytea not null,
    payload      jsonb,
    source_time  timestamptz,
    first_run    uuid not null,
    first_seen   timestamptz not null default now(),
    erased_at    timestamptz,
    primary key (app_id, object, keap_id, payload_hash)
);
comment on table keap_sink.raw_payload is 'Every version of every row that was read, once; rows are only added';
comment on column keap_sink.raw_payload.payload_hash is 'SHA-256 of the JSON with sorted properties';
comment on column keap_sink.raw_payload.payload is 'As Keap sent it; null once it was erased';
comment on column keap_sink.raw_payload.source_time is 'When Keap last changed the row, if Keap tells';

create index raw_payload_first_run on keap_sink.raw_payload (first_run);
create index raw_payload_first_seen on keap_sink.raw_payload using brin (first_seen);

create table keap_sink.current_row (
    app_id        text not null,
    object        text not null,
    keap_id       text not null,
    payload_hash  bytea not null,
    last_run      uuid not null,
    last_seen     timestamptz not null,
    missing_since timestamptz,
    primary key (app_id, object, keap_id)
);
comment on table keap_sink.current_row is 'The newest version of each row';
comment on column keap_sink.current_row.missing_since is
    'When a whole export first did not find the row any more; null while it is in Keap';

create index current_row_last_run on keap_sink.current_row (app_id, object, last_run);

create table keap_sink.outcome (
    batch_id     uuid not null,
    message_id   text not null,
    position     integer not null,
    run_id       uuid not null references keap_sink.run on delete cascade,
    app_id       text not null,
    stream       text not null,
    record_key   text,
    attempt      integer not null,
    outcome      text not null
        check (outcome in ('created', 'updated', 'unchanged', 'removed', 'skipped', 'rejected', 'retry')),
    reason       text,
    field        text,
    detail       text,
    object       text,
    keap_id      text,
    tags         text[] not null default '{}',
    payload      jsonb,
    received_at  timestamptz,
    at           timestamptz not null default now(),
    primary key (batch_id, message_id, position)
);
comment on table keap_sink.outcome is 'What became of every record at every delivery';
comment on column keap_sink.outcome.batch_id is 'Names the delivery: a batch of messages that were received together';
comment on column keap_sink.outcome.position is 'The record''s place in its message, from 1; 0 if the message is the record itself';
comment on column keap_sink.outcome.record_key is
    'The keyed hash of the record''s key; the same key has the same hash. Null without a key';
comment on column keap_sink.outcome.attempt is 'How often the message had been received by then';
comment on column keap_sink.outcome.reason is 'Why a record was rejected, or why it has to come again';
comment on column keap_sink.outcome.object is 'The view that holds the object: contact, order and so on';
comment on column keap_sink.outcome.tags is 'The ids of the tags that the contact was to have';
comment on column keap_sink.outcome.payload is
    'The record''s message as the text body. Only if payloads are to be stored, because they are personal';
comment on column keap_sink.outcome.received_at is 'When the message was sent to the queue, or when the row came';

create index outcome_run on keap_sink.outcome (run_id);
create index outcome_message on keap_sink.outcome (message_id, position, at);
create index outcome_object on keap_sink.outcome (app_id, object, keap_id);
create index outcome_key on keap_sink.outcome (app_id, stream, record_key, at);
create index outcome_open on keap_sink.outcome (at) where outcome = 'retry';

create table keap_sink.check_result (
    run_id       uuid not null references keap_sink.run on delete cascade,
    check_name   text not null,
    severity     text not null check (severity in ('error', 'warn')),
    failures     bigint not null,
    sample       jsonb not null default '[]',
    ran_at       timestamptz not null default now(),
    ms           integer not null,
    primary key (run_id, check_name)
);
comment on table keap_sink.check_result is 'What each check found: how many rows, and the first of them';

create table keap_sink.erasure (
    erased_at    timestamptz not null default now(),
    what         text not null check (what in ('subject', 'retention')),
    before       timestamptz,
    counts       jsonb not null
);
comment on table keap_sink.erasure is 'That something was erased, and how many rows; never whose they were';
