-- 当選の受け渡し: a win was given up, and the room was booked by somebody who is tied to who had won it. A mark for staff to look
-- at; it takes nothing from anybody.
create table lottery.handover (
  win_id uuid not null references lottery.win (id),
  booking_id uuid not null,
  tie text not null check (tie in ('same-person', 'shared-member', 'alike')),
  seen_at timestamptz not null,
  primary key (win_id, booking_id)
);
revoke update, delete, truncate on lottery.handover from machimigaki_app;
create index win_ended on lottery.win (ended_at) where state = 'ended';
