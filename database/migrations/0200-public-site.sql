-- What visitors of the public site report: something that does not work, for whoever assists at the centre.
create schema public_site;
grant usage on schema public_site to broletto_app;

create table public_site.reports (
  centre_id    uuid not null references centres.centres (id),
  id           uuid not null,
  number       int not null,
  what         text not null,
  page_address text,
  email        text,
  -- Of the sender only a hash that changes every day: enough to stop a flood, not to know who it was.
  sender_hash  text not null,
  received_at  timestamptz not null,
  state        text not null default 'OPEN',
  outcome      text,
  closed_by    text,
  closed_at    timestamptz,
  constraint reports_have_an_identifier primary key (centre_id, id),
  constraint reports_are_numbered unique (centre_id, number),
  constraint report_state_is_known check (state in ('OPEN', 'CLOSED')),
  constraint a_closed_report_says_its_outcome check ((state = 'CLOSED') = (outcome is not null and closed_by is not null and closed_at is not null))
);
create index reports_by_time on public_site.reports (centre_id, received_at desc, number desc);
create index reports_by_state on public_site.reports (centre_id, state, received_at desc);
create index reports_by_sender on public_site.reports (centre_id, sender_hash, received_at desc);
call platform.lock_by_centre('public_site.reports', 'select, insert, update');

-- Window of the centres: the IPA code of who publishes a centre's open data.
create view centres.publisher_card with (security_invoker = true) as
  select id as centre_id, managing_body, managing_ipa_code from centres.centres;
grant select on centres.publisher_card to broletto_app;
