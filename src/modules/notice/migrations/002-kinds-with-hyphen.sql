-- A module in areas has a file of texts for each: plan-review.named.
alter table notice.message drop constraint notice_kind_named;
alter table notice.message add constraint notice_kind_named check (kind ~ '^[a-z]+(-[a-z]+)*(\.[a-z0-9-]+)+$');
