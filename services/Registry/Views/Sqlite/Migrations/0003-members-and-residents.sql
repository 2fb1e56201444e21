-- How many members and residents a community has, to be added up. The views are made anew.
drop table if exists municipality;
drop table if exists municipality_state;
drop table if exists community;
drop table if exists community_state;
drop table if exists leader;
drop table if exists leader_state;
drop table if exists initiative;
drop table if exists initiative_state;
drop table if exists initiative_community;
drop table if exists community_search;
delete from projections where name in ('registry', 'registry~shadow');
delete from parked where projection in ('registry', 'registry~shadow');
