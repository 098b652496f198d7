-- 所管課: of which facility a door is, so that another section's staff do not open it. Written when the city's files are
-- loaded; until then nobody can say whose the door is, and where city.yaml names sections only those may open it whose role
-- was given for all facilities.
alter table door.door add column facility_id text;
