-- Every name a stream has been given: region/category/id.
create table streams (
  id integer primary key,
  name text not null unique,
  region text not null generated always as (substr(name, 1, instr(name, '/') - 1)) virtual
) strict;

-- What happened, in the order of everything. recorded_at: microseconds since 1970, UTC; business_date: yyyy-MM-dd;
-- command, causation, correlation: ids of 16 bytes in RFC order; hash: see HashChain.
create table events (
  position integer primary key check (position > 0),
  stream integer not null references streams (id),
  version integer not null check (version > 0),
  name text not null,
  json text not null,
  recorded_at integer not null,
  business_date text not null,
  account text not null,
  command blob not null,
  causation blob not null,
  correlation blob not null,
  hash blob not null,
  unique (stream, version)
) strict;

create trigger events_are_never_changed before update on events
begin
  select raise(abort, 'events are never changed');
end;

create trigger events_are_never_removed before delete on events
begin
  select raise(abort, 'events are never removed');
end;

-- What came of every command, also of those that led to no event. event_count events of the stream end at version;
-- position is that of the last one, or the log's head when there was none.
create table commands (
  command blob primary key,
  stream integer not null,
  position integer not null,
  version integer not null,
  event_count integer not null,
  fingerprint blob not null,
  outcome blob not null
) without rowid, strict;

-- States kept so that a long stream need not be read from its beginning. Never the truth.
create table snapshots (
  stream integer primary key references streams (id),
  version integer not null,
  shape text not null,
  json text not null
) strict;

-- How far each reader has got that keeps no view of its own.
create table checkpoints (
  reader text primary key,
  position integer not null check (position >= 0)
) without rowid, strict;
