-- Who may do something alone. epoch rises whenever the lease goes to another holder, or comes back after it ran out.
create table public.leases (
  name text primary key,
  holder uuid not null,
  epoch bigint not null,
  until timestamptz not null
);
