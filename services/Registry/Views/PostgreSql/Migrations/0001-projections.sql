-- Of the words in names and texts.
create extension if not exists pg_trgm with schema public;

-- Beside the views themselves: those are in schemas of their own that are exchanged whole.
create schema views;

-- How far each view has read. A rebuild keeps its own row, named after the view with "~shadow", until the
-- swap. epoch rises with every swap and replay: rows may differ at the same position. Readers hold this table
-- against a swap (access share), and a swap locks it (access exclusive).
create table views.projections (
  name text collate "C" primary key,
  position bigint not null,
  hash bytea not null,
  fold_version integer not null,
  epoch bigint not null
);

-- Events that could not be folded, and those that follow them in held streams.
create table views.parked (
  projection text collate "C" not null,
  position bigint not null,
  stream text collate "C" not null,
  name text collate "C" not null,
  error text collate "C" not null,
  primary key (projection, position)
);
