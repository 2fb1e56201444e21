-- How many members and residents a community has, to be added up. The views are made anew.
drop schema if exists registry cascade;
delete from views.projections where name in ('registry', 'registry~shadow');
delete from views.parked where projection in ('registry', 'registry~shadow');
