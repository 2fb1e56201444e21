-- Appends a batch of requests, each with a verdict of its own; a loser never fails its neighbours.
--
-- One element for each request: stream (null when the writer knows of no row), expected version, command with its
-- fingerprint and outcome, and the place of its last event among the events (0 when it has none). Requests whose
-- stream is to be named are listed once more with its name. Then one element for each event; request: its place.
-- Of the same stream or command, a batch has at most one request that can win.
--
-- Answers one row: the rows of the streams; for each event its position, null where its request lost; the places of the
-- requests that lost with the version their stream is at, or -1 where the command's id was known before.
--
-- Two batches at once: streams, commands and events are each taken in sorted order, so they never wait for each other
-- in a circle; who comes second finds a unique key taken, fails as a whole, and is sent again.
create or replace function eventlog.append(
  inout streams bigint[], expected bigint[], commands uuid[], fingerprints bytea[], outcomes bytea[], last_events integer[],
  naming integer[], regions text[], categories text[], keys uuid[],
  requests integer[], versions bigint[], names text[], jsons text[], hashes bytea[], business_dates date[],
  accounts text[], event_commands uuid[], causations uuid[], correlations uuid[],
  recorded_at timestamptz, head bigint,
  out positions bigint[], out losers integer[], out actual bigint[])
language plpgsql as $$
declare
  last_positions bigint[];
begin
  -- Before any position is drawn: the fence waits for this transaction by its id.
  perform pg_current_xact_id();

  if cardinality(naming) > 0 then
    insert into eventlog.streams (region, category, key)
      select n.region, n.category, n.key from unnest(regions, categories, keys) n (region, category, key)
      order by n.key, n.category, n.region
      on conflict do nothing;
    select array_agg(coalesce(r.stream, s.id) order by r.request) into streams
      from unnest(streams) with ordinality r (stream, request)
      left join unnest(naming, regions, categories, keys) n (request, region, category, key) on n.request = r.request
      left join eventlog.streams s on (s.key, s.category, s.region) = (n.key, n.category, n.region);
  end if;

  select array_agg(v.request), array_agg(v.actual) into losers, actual
  from (
    select r.request::integer, case when c.command is null then coalesce(h.version, 0) else -1 end as actual
    from unnest(streams, expected, commands) with ordinality r (stream, expected, command, request)
    left join lateral (
      select e.version from eventlog.events e where e.stream = r.stream order by e.version desc limit 1
    ) h on true
    left join eventlog.commands c on c.command = r.command
    where c.command is not null or coalesce(h.version, 0) <> r.expected
  ) v;

  if losers is null then
    select array_agg(nextval('eventlog.positions')) into positions from generate_series(1, cardinality(requests));
  else
    select array_agg(case when e.request = any (losers) then null else nextval('eventlog.positions') end order by e.place)
      into positions
      from unnest(requests) with ordinality e (request, place);
  end if;

  insert into eventlog.commands (command, stream, position, version, event_count, fingerprint, outcome)
    select r.command, r.stream, coalesce(positions[r.last_event], head),
      coalesce(versions[r.last_event], r.expected), coalesce(versions[r.last_event], r.expected) - r.expected,
      r.fingerprint, r.outcome
    from unnest(streams, expected, commands, fingerprints, outcomes, last_events) with ordinality
      r (stream, expected, command, fingerprint, outcome, last_event, request)
    where losers is null or r.request <> all (losers)
    order by r.command;

  insert into eventlog.events (position, stream, version, recorded_at, business_date, command, causation, correlation,
      hash, name, account, json)
    select e.position, streams[e.request], e.version, recorded_at, e.business_date, e.command, e.causation,
      e.correlation, e.hash, e.name, e.account, e.json
    from unnest(positions, requests, versions, business_dates, event_commands, causations, correlations, hashes, names,
      accounts, jsons)
      e (position, request, version, business_date, command, causation, correlation, hash, name, account, json)
    where e.position is not null;
end $$;
