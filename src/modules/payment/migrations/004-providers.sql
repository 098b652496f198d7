-- Where the provider shows how a number is paid at each shop or bank; Stripe and KOMOJU have such a page.
alter table payment.checkout add column konbini_url text check (konbini_url ~ '^https?://');
