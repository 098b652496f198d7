-- What was answered to the facility's own questions (residence, profit, admission fee), by question id.
alter table facility.booking add column answers jsonb not null default '{}';
