-- What the hosts' own journals of erasures say, together: what one of them was told, all learn. Ids only, no personal
-- data. An older backup brings back an older state of this table as well, which is why the journals are files.
create table erasure (
  region text not null,
  person text not null,
  act text not null,
  line text not null,
  primary key (region, person, act)
);
