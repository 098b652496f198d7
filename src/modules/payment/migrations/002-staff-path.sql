-- The page on which staff look after what is paid for, so that the counter leads back to it. Written by the module that
-- opened the payment, never by a request; null on payments from before.
alter table payment.payment
  add column staff_path text constraint payment_staff_path_at_home check (staff_path ~ '^/staff/([^/\\[:cntrl:]].*)?$');
grant insert (staff_path) on payment.payment to machimigaki_app;
