-- The same steps run in the embedded database and on PostgreSQL: names of types are those that both know, ids are
-- texts, times are microseconds since 1970, flags are 0 or 1. Nothing here is in the log.
create table deployment (
  name text primary key,
  value text not null
);
