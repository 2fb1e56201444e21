-- Keys of people, each wrapped by the master key. Within a region: what another region says of the same id is
-- sealed with another key. A key that is gone makes everything sealed with it unreadable.
create table person_key (
  region text not null,
  person text not null,
  wrapped text not null,
  made_at bigint not null,
  primary key (region, person)
);

-- Whose key was destroyed: no new one is made for them.
create table person_erased (
  region text not null,
  person text not null,
  act text not null,
  erased_at bigint not null,
  primary key (region, person)
);

-- Keyed hashes of parts of names, of phones and e-mails: what people are found by.
create table person_index (
  region text not null,
  token bigint not null,
  person text not null,
  primary key (region, token, person)
);
create index person_index_by_person on person_index (region, person);

-- Who was shown whose data, when and what for.
create table reading (
  region text not null,
  account text not null,
  person text not null,
  fields text not null,
  purpose text not null,
  read_at bigint not null
);
create index reading_by_account on reading (account, purpose, read_at);
create index reading_by_person on reading (region, person, read_at);
