-- Accounts and their secrets. What gives entrance is kept as a hash only (passwords, sessions, links, tokens, recovery
-- codes); what must be read again (the login, the second factor) is sealed with a key that is not in this database.
create table account (
  id text primary key,
  person text not null,
  login_hash text not null unique,
  login_sealed text not null,
  password_hash text not null,
  stamp text not null,
  factor_sealed text,
  factor_waiting text,
  factor_step bigint not null default 0,
  made_at bigint not null,
  closed_at bigint
);

-- The regions in which an account is known; its grants are events there.
create table account_region (
  account text not null references account (id) on delete cascade,
  region text not null,
  primary key (account, region)
);

create table recovery_code (
  account text not null references account (id) on delete cascade,
  hash text not null,
  primary key (account, hash)
);

create table session (
  hash text primary key,
  account text not null references account (id) on delete cascade,
  stamp text not null,
  means text not null,
  about text not null,
  made_at bigint not null,
  seen_at bigint not null,
  ends_at bigint not null
);
create index session_account on session (account);
create index session_ends on session (ends_at);

create table invitation (
  hash text primary key,
  id text not null unique,
  purpose text not null,
  region text not null,
  role text not null,
  scope text not null,
  login_sealed text,
  made_by text,
  made_at bigint not null,
  ends_at bigint not null,
  account text references account (id) on delete cascade,
  granted_at bigint
);
create index invitation_account on invitation (account);

create table access_token (
  id text primary key,
  hash text not null unique,
  account text not null references account (id) on delete cascade,
  name text not null,
  region text,
  roles text not null,
  read_only bigint not null,
  made_at bigint not null,
  ends_at bigint not null,
  seen_at bigint,
  revoked_at bigint
);
create index access_token_account on access_token (account);

create table external_subject (
  subject text primary key,
  account text not null references account (id) on delete cascade,
  made_at bigint not null
);

create table throttle (
  subject text primary key,
  tries bigint not null,
  last_at bigint not null,
  free_at bigint not null
);
create index throttle_last on throttle (last_at);
