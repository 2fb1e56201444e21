-- Moves a view's checkpoint in the transaction that writes its rows; fails when it does not stand where the writer
-- thinks it does.
create or replace function views.advance(view_name text, from_position bigint, to_position bigint, to_hash bytea)
returns void language plpgsql as $$
begin
  update views.projections set position = to_position, hash = to_hash
  where name = view_name and position = from_position;
  if not found then
    raise exception 'the checkpoint of % was moved', view_name using errcode = 'CGV01';
  end if;
end $$;
