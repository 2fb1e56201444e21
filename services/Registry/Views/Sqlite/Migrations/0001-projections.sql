-- How far each view has read. A rebuild keeps its own row, named after the view with "~shadow", until the swap.
create table projections (
  name text not null primary key,
  position integer not null,
  hash blob not null,
  fold_version integer not null,
  -- Rises with every swap and replay: rows may differ at the same position. Part of the names of indexes, which are
  -- one name space in a file.
  epoch integer not null
) without rowid, strict;

-- Events that could not be folded, and those that follow them in held streams.
create table parked (
  projection text not null,
  position integer not null,
  stream text not null,
  name text not null,
  error text not null,
  primary key (projection, position)
) without rowid, strict;
