-- What people are told. Codes and ids only: the sentences are made when they are shown or sent, in the reader's
-- language and as far as he may see. One notice per account and occasion, however often the log is read.
create table notice (
  id text primary key,
  account text not null references account (id) on delete cascade,
  region text not null,
  occasion text not null,
  kind text not null,
  what text not null,
  category text not null,
  subject text not null,
  about text not null,
  subscription text,
  made_at bigint not null,
  on_site bigint not null,
  read_at bigint,
  mail_at bigint,
  letter text,
  unique (account, occasion)
);
create index notice_shown on notice (account, on_site, made_at);
create index notice_unread on notice (account) where on_site = 1 and read_at is null;
create index notice_to_mail on notice (mail_at) where mail_at is not null and letter is null;
create index notice_letter on notice (letter) where letter is not null;

-- How somebody wants to be told, where that differs from what is usual.
create table notice_setting (
  account text not null references account (id) on delete cascade,
  kind text not null,
  channel text not null,
  primary key (account, kind)
);
create table notice_language (
  account text primary key references account (id) on delete cascade,
  language text not null
);

-- A list that somebody follows. The filter may hold what he searched for, and is sealed.
create table subscription (
  id text primary key,
  account text not null references account (id) on delete cascade,
  region text not null,
  filter_sealed text not null,
  rhythm text not null,
  made_at bigint not null,
  paused_at bigint
);
create index subscription_account on subscription (account, made_at);
create index subscription_region on subscription (region) where paused_at is null;

-- Letters on their way, without addresses and texts: both are made when one is sent. For an account, or for a person
-- whom the register names and who has none.
create table letter (
  id text primary key,
  account text references account (id) on delete cascade,
  region text not null,
  person text,
  category text not null,
  subject text not null,
  about text not null,
  made_at bigint not null,
  next_at bigint not null,
  tries bigint not null default 0,
  taken_until bigint,
  sent_at bigint,
  ended text
);
create index letter_waiting on letter (next_at) where sent_at is null and ended is null;

-- People without an account who want no letters.
create table letter_refused (
  region text not null,
  person text not null,
  refused_at bigint not null,
  primary key (region, person)
);

-- How far the log has been read for notices; moves with what was made of it.
create table notice_reader (
  name text primary key,
  position bigint not null
);
