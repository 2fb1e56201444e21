-- Moves a view's checkpoint in the transaction that writes its rows; fails when it does not stand where the
-- writer thinks it does. From here on the transaction's statements are planned for the tables as they are: a
-- plan that was kept from when they were small would read them whole; and they reach every region's rows.
create or replace function views.advance(
  view_name text, from_position bigint, to_position bigint, to_hash bytea)
returns void language plpgsql as $$
begin
  update views.projections set position = to_position, hash = to_hash
  where name = view_name and position = from_position;
  if not found then
    raise exception 'the checkpoint of % was moved', view_name using errcode = 'CGV01';
  end if;
  perform set_config('plan_cache_mode', 'force_custom_plan', true);
  perform set_config('communitygrains.region', '*', true);
end $$;
