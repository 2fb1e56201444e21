-- The first half of the proof that nothing will appear any more at or before a position: the last position drawn, and
-- a transaction id that is newer than those of all who have drawn it or an earlier one. No id is taken when nothing was
-- drawn since the position known.
create or replace function eventlog.fence_open(known bigint, out last bigint, out fresh xid8)
language plpgsql as $$
begin
  -- The order of the two is the proof: whoever draws later may have any id, whoever drew before has an earlier one.
  select case when is_called then last_value else 0 end into last from eventlog.positions;
  if last <> known then
    fresh := pg_current_xact_id();
  end if;
end $$;
