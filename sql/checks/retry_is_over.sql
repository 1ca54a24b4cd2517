-- severity: warn
-- A record has waited for more than a day. Its reason says for what.

select app_id, stream, reason, message_id, position, attempt, at
  from keap_sink.last_outcome
 where outcome = 'retry' and received_at < now() - interval '1 day';
