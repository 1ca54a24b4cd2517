-- severity: error
-- A record was acknowledged as created, and it is not known as what. Report it: this is a fault of the sink.

select app_id, message_id, position, stream, outcome, at
  from keap_sink.last_outcome
 where outcome = 'created' and keap_id is null;
