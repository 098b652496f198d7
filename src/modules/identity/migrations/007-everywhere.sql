-- 所管課: a role at counters and doors counts at the facilities of its section; one that was given for all of them
-- counts everywhere. The section stays: plans, tills and lists of staff go by it.
alter table identity.staff_role add column everywhere boolean not null default false,
  add constraint staff_role_everywhere_at_counters
    check (not everywhere or role in ('clerk', 'facility-manager', 'approver'));
