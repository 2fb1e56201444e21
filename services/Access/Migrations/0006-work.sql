-- Work that outlives its request, such as an import. What it is about, what came of it and the key of its files are
-- sealed: file names, headers and refused rows may be personal data. Taking the key away makes the files unreadable.
create table work (
  id text primary key,
  region text not null,
  account text not null,
  kind text not null,
  state text not null,
  place text not null,
  program text not null,
  rows_done bigint not null default 0,
  rows_total bigint not null default 0,
  task_sealed text not null,
  report_sealed text,
  problem text,
  key_sealed text,
  cancel_asked bigint not null default 0,
  made_at bigint not null,
  changed_at bigint not null,
  files_end_at bigint not null,
  ends_at bigint not null
);
create index work_account on work (region, account, made_at);
create index work_ends on work (ends_at);
create index work_place on work (place, state);
