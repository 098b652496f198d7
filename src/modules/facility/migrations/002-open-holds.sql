-- A person's open holds are counted in each booking, under the lock. Without an index of their own the planner goes
-- through all holds of the city (booking_due): on a busy morning that was the slowest statement of a booking.
create index booking_open_hold on facility.booking (booker_id, hold_until) where state = 'held';
