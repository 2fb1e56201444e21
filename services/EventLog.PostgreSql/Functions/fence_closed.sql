-- The second half: once every transaction older than the fresh id has ended, what is at or before the last position is
-- final. The position of the last event there; null while somebody still runs.
create or replace function eventlog.fence_closed(last bigint, fresh xid8) returns bigint
language sql stable as $$
  select case when pg_snapshot_xmin(pg_current_snapshot()) >= fresh then coalesce((
    select e.position from eventlog.events e where e.position <= last order by e.position desc limit 1), 0) end
$$;
