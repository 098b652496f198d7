-- 使用後の精算 may have been recorded wrongly: another recording takes its place, with a reason, and the former stays.
alter table facility.after_use
  add column nth smallint not null default 1 constraint after_use_nth check (nth between 1 and 100),
  add column reason text check (char_length(reason) between 1 and 500),
  add constraint after_use_corrected_says_why check ((nth = 1) = (reason is null)),
  drop constraint after_use_pkey,
  add constraint after_use_pkey primary key (booking_id, nth);
create trigger after_use_append_only before update or delete or truncate on facility.after_use
  for each statement execute function kernel.refuse_change();

-- What counts: the last recording of each booking.
create view facility.after_use_standing as
  select distinct on (booking_id) * from facility.after_use order by booking_id, nth desc;
