-- What Orleans keeps of a cluster. It knows none of these tables: it reads the statements in orleansquery by their
-- keys, fills in parameters by name and reads columns by name. So names and types of parameters and columns are
-- Orleans' own, and the rest is ours.

create table orleansquery (
  querykey text primary key,
  querytext text not null
);

-- A cluster by its name, and how often its members have changed: whoever changes them says at which version.
create table cluster (
  name text primary key,
  version integer not null default 0,
  changed_at timestamptz not null default now()
);

-- Its silos, also those that are gone. generation: the start of one silo after another at one address.
create table member (
  cluster text not null references cluster on delete cascade,
  address text not null,
  port integer not null,
  generation integer not null,
  silo text not null,
  host text not null,
  status integer not null,
  gateway_port integer,
  suspicions text,
  started_at timestamptz not null,
  alive_at timestamptz not null,
  primary key (cluster, address, port, generation)
);

-- Snapshots. The log has it all: what is lost here is read from there again.
create table grain_state (
  service text not null,
  kind text not null,
  n0 bigint not null,
  n1 bigint not null,
  key text not null,
  payload bytea,
  version integer not null,
  changed_at timestamptz not null default now(),
  primary key (service, kind, n0, n1, key)
);

create table reminder (
  service text not null,
  grain text not null,
  name text not null,
  starts_at timestamptz not null,
  period_ms bigint not null,
  grain_hash integer not null,
  version integer not null default 0,
  primary key (service, grain, name)
);

create index reminder_ring on reminder (service, grain_hash);

-- Members. A change counts only at the version it was made for, and takes the version on in the same statement.
insert into orleansquery values
('InsertMembershipVersionKey', '
  with added as (insert into cluster (name) values (@DeploymentId) on conflict do nothing returning 1)
  select count(*)::integer from added'),
('InsertMembershipKey', '
  with turned as (
    update cluster set version = version + 1, changed_at = now()
    where name = @DeploymentId and version = @Version
      and not exists (
        select 1 from member
        where cluster = @DeploymentId and address = @Address and port = @Port and generation = @Generation)
    returning name),
  added as (
    insert into member
      (cluster, address, port, generation, silo, host, status, gateway_port, started_at, alive_at)
    select name, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime
    from turned
    returning 1)
  select count(*)::integer from added'),
('UpdateMembershipKey', '
  with turned as (
    update cluster set version = version + 1, changed_at = now()
    where name = @DeploymentId and version = @Version
      and exists (
        select 1 from member
        where cluster = @DeploymentId and address = @Address and port = @Port and generation = @Generation)
    returning name),
  changed as (
    update member set status = @Status, suspicions = @SuspectTimes, alive_at = @IAmAliveTime
    from turned
    where cluster = turned.name and address = @Address and port = @Port and generation = @Generation
    returning 1)
  select count(*)::integer from changed'),
('UpdateIAmAlivetimeKey', '
  update member set alive_at = @IAmAliveTime
  where cluster = @DeploymentId and address = @Address and port = @Port and generation = @Generation'),
('MembershipReadRowKey', '
  select c.name as DeploymentId, m.address as Address, m.port as Port, m.generation as Generation,
    m.silo as SiloName, m.host as HostName, m.status as Status, m.gateway_port as ProxyPort,
    m.suspicions as SuspectTimes, m.started_at as StartTime, m.alive_at as IAmAliveTime, c.version as Version
  from cluster c left join member m
    on m.cluster = c.name and m.address = @Address and m.port = @Port and m.generation = @Generation
  where c.name = @DeploymentId'),
('MembershipReadAllKey', '
  select c.name as DeploymentId, m.address as Address, m.port as Port, m.generation as Generation,
    m.silo as SiloName, m.host as HostName, m.status as Status, m.gateway_port as ProxyPort,
    m.suspicions as SuspectTimes, m.started_at as StartTime, m.alive_at as IAmAliveTime, c.version as Version
  from cluster c left join member m on m.cluster = c.name
  where c.name = @DeploymentId'),
('GatewaysQueryKey', '
  select address as Address, gateway_port as ProxyPort, generation as Generation
  from member where cluster = @DeploymentId and status = @Status and gateway_port > 0'),
('DeleteMembershipTableEntriesKey', 'delete from cluster where name = @DeploymentId'),
-- 6: dead. Of one, only as it was seen.
('CleanupDefunctSiloEntriesKey', '
  delete from member where cluster = @DeploymentId and status = 6
    and greatest(started_at, alive_at) < @IAmAliveTime'),
('CleanupDefunctSiloEntryKey', '
  delete from member
  where cluster = @DeploymentId and address = @Address and port = @Port and generation = @Generation
    and status = 6 and started_at = @StartTime and alive_at = @IAmAliveTime
    and coalesce(suspicions, '''') = coalesce(@SuspectTimes, '''')');

-- Grain state. The version is the tag that a writer must have read; none: nobody has written yet.
insert into orleansquery values
('ReadFromStorageKey', '
  select payload as PayloadBinary, now() as ModifiedOn, version as Version
  from grain_state
  where service = @ServiceId and kind = @GrainTypeString and n0 = @GrainIdN0 and n1 = @GrainIdN1
    and key = coalesce(@GrainIdExtensionString, '''')'),
('WriteToStorageKey', '
  with known as (
    select version from grain_state
    where service = @ServiceId and kind = @GrainTypeString and n0 = @GrainIdN0 and n1 = @GrainIdN1
      and key = coalesce(@GrainIdExtensionString, ''''))
  insert into grain_state as g (service, kind, n0, n1, key, payload, version)
  select @ServiceId, @GrainTypeString, @GrainIdN0, @GrainIdN1, coalesce(@GrainIdExtensionString, ''''),
    @PayloadBinary, 1
  where @GrainStateVersion is null or exists (select 1 from known)
  on conflict (service, kind, n0, n1, key) do update
    set payload = excluded.payload, version = g.version + 1, changed_at = now()
    where g.version = @GrainStateVersion
  returning version as NewGrainStateVersion'),
('ClearStorageKey', '
  update grain_state set payload = null, version = version + 1, changed_at = now()
  where service = @ServiceId and kind = @GrainTypeString and n0 = @GrainIdN0 and n1 = @GrainIdN1
    and key = coalesce(@GrainIdExtensionString, '''') and version = @GrainStateVersion
  returning version as NewGrainStateVersion'),
('DeleteStorageKey', '
  delete from grain_state
  where service = @ServiceId and kind = @GrainTypeString and n0 = @GrainIdN0 and n1 = @GrainIdN1
    and key = coalesce(@GrainIdExtensionString, '''') and version = @GrainStateVersion
  returning version + 1 as NewGrainStateVersion');

-- Reminders. Each silo reads those of its part of a ring of hashes; the part over zero has its end before its
-- beginning.
insert into orleansquery values
('UpsertReminderRowKey', '
  insert into reminder as r (service, grain, name, starts_at, period_ms, grain_hash)
  values (@ServiceId, @GrainId, @ReminderName, @StartTime, @Period, @GrainHash)
  on conflict (service, grain, name) do update
    set starts_at = excluded.starts_at, period_ms = excluded.period_ms, grain_hash = excluded.grain_hash,
      version = r.version + 1
  returning version as Version'),
('ReadReminderRowsKey', '
  select grain as GrainId, name as ReminderName, starts_at as StartTime, period_ms as Period, version as Version
  from reminder where service = @ServiceId and grain = @GrainId'),
('ReadReminderRowKey', '
  select grain as GrainId, name as ReminderName, starts_at as StartTime, period_ms as Period, version as Version
  from reminder where service = @ServiceId and grain = @GrainId and name = @ReminderName'),
('ReadRangeRows1Key', '
  select grain as GrainId, name as ReminderName, starts_at as StartTime, period_ms as Period, version as Version
  from reminder where service = @ServiceId and grain_hash > @BeginHash and grain_hash <= @EndHash'),
('ReadRangeRows2Key', '
  select grain as GrainId, name as ReminderName, starts_at as StartTime, period_ms as Period, version as Version
  from reminder where service = @ServiceId and (grain_hash > @BeginHash or grain_hash <= @EndHash)'),
('DeleteReminderRowKey', '
  with gone as (
    delete from reminder
    where service = @ServiceId and grain = @GrainId and name = @ReminderName and version = @Version
    returning 1)
  select count(*)::integer from gone'),
('DeleteReminderRowsKey', 'delete from reminder where service = @ServiceId');
