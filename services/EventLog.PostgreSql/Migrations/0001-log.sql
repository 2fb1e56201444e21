create schema eventlog;

-- Every name a stream has been given: region/category/key. Identifiers have gaps where an append was rolled back.
create table eventlog.streams (
  id bigint generated always as identity primary key,
  region text collate "C" not null,
  category text collate "C" not null,
  key uuid not null,
  unique (key, category, region)
);

-- The places in the order of everything. One at a time: the fence rests on it (see README.md).
create sequence eventlog.positions as bigint cache 1;

-- What happened. hash: see HashChain. The unique stream and version decide who appended first.
create table eventlog.events (
  position bigint primary key check (position > 0),
  stream bigint not null,
  version bigint not null check (version > 0),
  recorded_at timestamptz not null,
  business_date date not null,
  command uuid not null,
  causation uuid not null,
  correlation uuid not null,
  hash bytea not null,
  name text collate "C" not null,
  account text collate "C" not null,
  json text collate "C" not null,
  unique (stream, version)
);

-- What came of every command, also of those that led to no event. event_count events of the stream end at version;
-- position is that of the last one, or the log's head when there was none.
create table eventlog.commands (
  command uuid primary key,
  stream bigint not null,
  position bigint not null,
  version bigint not null,
  event_count integer not null,
  fingerprint bytea not null,
  outcome bytea not null
);

-- States kept so that a long stream need not be read from its beginning. Never the truth.
create table eventlog.snapshots (
  stream bigint primary key,
  version bigint not null,
  shape text not null,
  json text not null
);

-- How far each reader has got that keeps no view of its own.
create table eventlog.checkpoints (
  reader text primary key,
  position bigint not null check (position >= 0)
);

create function eventlog.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'events are never changed or removed' using errcode = 'integrity_constraint_violation';
end $$;

-- For each statement, not each row: appending pays nothing for it.
create trigger events_are_never_changed before update or delete or truncate on eventlog.events
  for each statement execute function eventlog.refuse_change();
