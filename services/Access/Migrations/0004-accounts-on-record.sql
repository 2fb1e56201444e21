-- What happened to accounts, for their owners: the last of each account only. A try for an address that is nobody's
-- is a row of the account '', so that it is the same work. The complete record is the program's journal.
create table security_event (
  id text primary key,
  account text not null,
  kind text not null,
  refused bigint not null,
  about text not null,
  at bigint not null
);
create index security_event_account on security_event (account, refused, at);

-- Who of those on record an invitation is for. One person has one account that is open.
alter table invitation add column person text;
create unique index account_person on account (person) where closed_at is null;

-- A forgotten account keeps its row, and nothing that tells whose it was.
alter table account add column forgotten_at bigint;
