-- Fails when the lease is another's by now: held is what the lease's guard found, null when nothing.
create or replace function views.require_owner(held integer) returns void language plpgsql as $$
begin
  if held is null then
    raise exception 'the views are written by another program' using errcode = 'CGV02';
  end if;
end $$;
