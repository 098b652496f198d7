-- 企画 and 財政: who checks and publishes the evaluation, and who answers it with money.
alter table identity.staff_role drop constraint staff_role_role_check;
alter table identity.staff_role add constraint staff_role_role_check
  check (role in ('clerk', 'facility-manager', 'approver', 'planner', 'finance', 'administrator', 'auditor'));
