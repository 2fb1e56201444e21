-- Appends the one event of one request whose stream's end the writer knows for certain: the way of a log that is not
-- busy, where what a call costs is what a caller waits. Whoever was first with the version or the command makes it
-- fail by a unique key; then eventlog.append says who, and why.
create or replace function eventlog.append_one(
  inout stream bigint, expected bigint, command uuid, fingerprint bytea, outcome bytea,
  region text, category text, key uuid,
  name text, json text, hash bytea, business_date date, account text, causation uuid, correlation uuid,
  recorded_at timestamptz,
  out place bigint)
language plpgsql as $$
begin
  -- Before the position is drawn: the fence waits for this transaction by its id.
  perform pg_current_xact_id();
  if stream is null then
    insert into eventlog.streams as s (region, category, key) values (region, category, key)
      on conflict do nothing returning s.id into stream;
    if stream is null then
      raise unique_violation using message = 'the stream has begun meanwhile';
    end if;
  end if;
  place := nextval('eventlog.positions');
  insert into eventlog.commands values (command, stream, place, expected + 1, 1, fingerprint, outcome);
  insert into eventlog.events values (place, stream, expected + 1, recorded_at, business_date, command, causation,
    correlation, hash, name, account, json);
end $$;
