-- The site asks more of the views than they held. They follow from the log: they are made anew.
drop schema if exists registry cascade;
delete from views.projections where name in ('registry', 'registry~shadow');
delete from views.parked where projection in ('registry', 'registry~shadow');
