-- The site asks more of the views than they held. They follow from the log: they are made anew.
drop table if exists municipality;
drop table if exists municipality_state;
drop table if exists community;
drop table if exists community_state;
drop table if exists leader;
drop table if exists leader_state;
drop table if exists initiative;
drop table if exists initiative_state;
drop table if exists person;
drop table if exists person_state;
drop table if exists initiative_community;
drop table if exists community_search;
delete from projections where name in ('registry', 'registry~shadow');
delete from parked where projection in ('registry', 'registry~shadow');
