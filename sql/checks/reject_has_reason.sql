-- severity: error
-- A record was rejected without a reason. Report it: this is a fault of the sink.

select app_id, message_id, position, stream, at
  from keap_sink.last_outcome
 where outcome = 'rejected' and coalesce(reason, '') = '';
