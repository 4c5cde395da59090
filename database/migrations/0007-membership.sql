-- Conventions, applications with their acts, memberships and withdrawals (domain C1, C2).
create schema membership;
grant usage on schema membership to broletto_app;

create table membership.convention_templates (
  centre_id    uuid not null,
  id           uuid not null,
  code         text not null,
  version      int not null,
  title        text not null,
  articles     jsonb not null,
  approved_act text,
  approved_on  date,
  approved_by  text,
  created_by   text not null,
  created_at   timestamptz not null,
  changed_at   timestamptz not null,
  row_version  int not null default 1,
  constraint convention_templates_have_an_identifier primary key (centre_id, id),
  constraint a_template_is_of_a_centre foreign key (centre_id) references centres.centres (id),
  constraint a_template_version_is_written_once unique (centre_id, code, version),
  constraint an_approved_template_has_its_act check ((approved_act is null) = (approved_on is null) and (approved_on is null) = (approved_by is null)),
  constraint articles_are_a_list check (jsonb_typeof(articles) = 'array')
);
call platform.lock_by_centre('membership.convention_templates', 'select, insert, update');

-- What a board approved is never written over: a change is a new version.
create function membership.keep_approved_template() returns trigger language plpgsql as $$
begin
  raise exception 'an approved template is not written over' using errcode = 'check_violation', constraint = 'an_approved_template_is_not_written_over';
end
$$;
create trigger an_approved_template_is_not_written_over before update on membership.convention_templates
  for each row when (old.approved_on is not null) execute function membership.keep_approved_template();

create table membership.conventions (
  centre_id             uuid not null,
  id                    uuid not null,
  template_id           uuid not null,
  title                 text not null,
  valid_from            date not null,
  valid_to              date not null,
  fee_model             text not null default 'BASE_PLUS_SURCHARGE',
  list_price_allowed    boolean not null default false,
  compulsory            boolean not null default false,
  withdrawal_notice_days int not null default 90,
  params                jsonb not null default '{}',
  approved_act          text not null,
  approved_on           date not null,
  created_by            text not null,
  created_at            timestamptz not null,
  constraint conventions_have_an_identifier primary key (centre_id, id),
  constraint a_convention_follows_a_template foreign key (centre_id, template_id) references membership.convention_templates (centre_id, id),
  constraint a_convention_ends_after_it_begins check (valid_to > valid_from),
  constraint fee_model_is_known check (fee_model in ('BASE_PLUS_SURCHARGE','ALL_INCLUSIVE','FREE','LIST_ONLY')),
  constraint withdrawal_notice_is_not_negative check (withdrawal_notice_days >= 0)
);
create index conventions_by_term on membership.conventions (centre_id, valid_from desc);
call platform.lock_by_centre('membership.conventions', 'select, insert, update');

create table membership.applications (
  centre_id       uuid not null,
  id              uuid not null,
  number          int not null,
  body_id         uuid not null,
  convention_id   uuid not null,
  -- The body that applies, for itself or for another one; null when the centre's desk applies on behalf of the body.
  acting_body_id  uuid,
  delegation_id   uuid,
  state           text not null default 'DRAFT',
  declared_organ  text,
  declared_on     date,
  resolution_id   uuid,
  wanted_from     date,
  effective_from  date,
  integrations    int not null default 0,
  integration_due date,
  integration_request text,
  -- The state to which an awaited integration returns.
  back_to         text,
  created_by      text not null,
  created_at      timestamptz not null,
  changed_at      timestamptz not null,
  version         int not null default 1,
  constraint applications_have_an_identifier primary key (centre_id, id),
  constraint applications_are_numbered unique (centre_id, number),
  constraint an_application_is_of_a_body foreign key (centre_id, body_id) references directory.public_bodies (centre_id, id),
  constraint an_application_is_made_by_a_body foreign key (centre_id, acting_body_id) references directory.public_bodies (centre_id, id),
  constraint an_application_is_to_a_convention foreign key (centre_id, convention_id) references membership.conventions (centre_id, id),
  constraint application_state_is_known check (state in ('DRAFT','SUBMITTED','INTEGRATION_REQUESTED','PENDING_DECLARED','AWAITING_RESOLUTION','RESOLVED','READY_TO_SIGN','SIGNED','IN_FORCE','REJECTED','WITHDRAWN','LAPSED')),
  constraint an_awaited_integration_knows_where_it_returns check ((state = 'INTEGRATION_REQUESTED') <= (back_to is not null)),
  constraint at_most_two_integrations_are_asked check (integrations between 0 and 2)
);
create unique index a_body_has_one_open_application_to_a_convention on membership.applications (centre_id, body_id, convention_id)
  where state not in ('IN_FORCE','REJECTED','WITHDRAWN','LAPSED');
create index applications_by_state on membership.applications (centre_id, state, changed_at desc);
create index applications_by_time on membership.applications (centre_id, created_at desc);
call platform.lock_by_centre('membership.applications', 'select, insert, update');

-- The comuni for which an association applies (variant (a) of C1).
create table membership.application_bodies (
  centre_id      uuid not null,
  application_id uuid not null,
  body_id        uuid not null,
  constraint a_body_is_listed_once primary key (centre_id, application_id, body_id),
  constraint a_listed_body_belongs_to_an_application foreign key (centre_id, application_id) references membership.applications (centre_id, id),
  constraint a_listed_body_is_known foreign key (centre_id, body_id) references directory.public_bodies (centre_id, id)
);
call platform.lock_by_centre('membership.application_bodies');

create table membership.application_events (
  centre_id      uuid not null,
  id             uuid not null,
  application_id uuid not null,
  event          text not null,
  from_state     text,
  to_state       text not null,
  actor          text not null,
  acting_body_id uuid,
  on_behalf_of_body_id uuid,
  delegation_id  uuid,
  reason         text,
  facts          jsonb not null default '{}',
  at             timestamptz not null,
  position       int not null default 0,
  constraint application_events_have_an_identifier primary key (centre_id, id),
  constraint an_event_belongs_to_an_application foreign key (centre_id, application_id) references membership.applications (centre_id, id)
);
create index application_events_by_application on membership.application_events (centre_id, application_id, at, position, id);
call platform.lock_by_centre('membership.application_events', 'select, insert');

create table membership.resolutions (
  centre_id            uuid not null,
  id                   uuid not null,
  body_id              uuid not null,
  application_id       uuid,
  kind                 text not null,
  organ                text not null,
  number               text not null,
  resolved_on          date not null,
  publication_start    date,
  immediately_executable boolean not null default false,
  certified_executive_from date,
  executive_from       date not null,
  template_id          uuid,
  signatory            text,
  board_representative text,
  file_hash            text,
  recorded_by          text not null,
  recorded_at          timestamptz not null,
  constraint resolutions_have_an_identifier primary key (centre_id, id),
  constraint a_resolution_is_of_a_body foreign key (centre_id, body_id) references directory.public_bodies (centre_id, id),
  constraint a_resolution_serves_an_application foreign key (centre_id, application_id) references membership.applications (centre_id, id),
  constraint resolution_kind_is_known check (kind in ('ADHESION','WITHDRAWAL','OTHER')),
  constraint resolving_organ_is_known check (organ in ('CONSIGLIO','ASSEMBLEA','GIUNTA','CONSIGLIO_DIRETTIVO','OTHER')),
  constraint a_resolution_is_executive_after_it_is_voted check (executive_from >= resolved_on)
);
-- A body may rest a new application on the act of one that was withdrawn.
create unique index a_resolution_is_recorded_once on membership.resolutions
  (centre_id, body_id, kind, organ, number, resolved_on, coalesce(application_id, '00000000-0000-0000-0000-000000000000'));
create index resolutions_by_application on membership.resolutions (centre_id, application_id) where application_id is not null;
create index resolutions_by_body on membership.resolutions (centre_id, body_id, resolved_on desc);
call platform.lock_by_centre('membership.resolutions', 'select, insert');
alter table membership.applications add constraint an_application_rests_on_a_resolution foreign key (centre_id, resolution_id) references membership.resolutions (centre_id, id);

-- The organ that the statute of a body names to approve conventions; for a comune the law says it (TUEL 42).
create table membership.statutory_organs (
  centre_id   uuid not null,
  body_id     uuid not null,
  organ       text not null,
  statute     text not null,
  recorded_by text not null,
  recorded_at timestamptz not null,
  constraint a_statute_names_one_organ primary key (centre_id, body_id),
  constraint a_statute_is_of_a_body foreign key (centre_id, body_id) references directory.public_bodies (centre_id, id),
  constraint statutory_organ_is_known check (organ in ('CONSIGLIO','ASSEMBLEA','GIUNTA','CONSIGLIO_DIRETTIVO','OTHER'))
);
call platform.lock_by_centre('membership.statutory_organs', 'select, insert, update');

create table membership.signatures (
  centre_id      uuid not null,
  id             uuid not null,
  application_id uuid not null,
  side           text not null,
  signer         text not null,
  kind           text not null,
  signed_on      date not null,
  certificate_serial text,
  result         text not null,
  report         jsonb not null default '{}',
  document_id    uuid,
  recorded_by    text not null,
  recorded_at    timestamptz not null,
  constraint signatures_have_an_identifier primary key (centre_id, id),
  constraint a_signature_serves_an_application foreign key (centre_id, application_id) references membership.applications (centre_id, id),
  constraint signing_side_is_known check (side in ('MEMBER','CENTRE')),
  constraint signature_kind_is_known check (kind in ('DIGITAL','ADVANCED','OTHER_QUALIFIED','SIMPLE','HANDWRITTEN','SCANNED')),
  constraint signature_result_is_known check (result in ('VALID','NULL')),
  constraint a_scan_or_a_simple_signature_is_null check (result = 'NULL' or kind in ('DIGITAL','ADVANCED','OTHER_QUALIFIED'))
);
create index signatures_by_application on membership.signatures (centre_id, application_id, recorded_at);
create unique index each_side_signs_once_validly on membership.signatures (centre_id, application_id, side) where result = 'VALID';
call platform.lock_by_centre('membership.signatures', 'select, insert');

create table membership.memberships (
  centre_id      uuid not null,
  id             uuid not null,
  body_id        uuid not null,
  convention_id  uuid not null,
  kind           text not null,
  via_body_id    uuid,
  application_id uuid,
  resolution_id  uuid not null,
  signed_on      date not null,
  valid_from     date not null,
  valid_to       date not null,
  -- The last day of the convention's term as it was adhered to. An early end shortens valid_to; nothing moves this one.
  term_to        date not null,
  end_reason     text,
  regularise_by  date,
  ended_at       timestamptz,
  recorded_at    timestamptz not null,
  recorded_by    text not null,
  version        int not null default 1,
  constraint memberships_have_an_identifier primary key (centre_id, id),
  constraint a_membership_is_of_a_body foreign key (centre_id, body_id) references directory.public_bodies (centre_id, id),
  constraint a_membership_is_to_a_convention foreign key (centre_id, convention_id) references membership.conventions (centre_id, id),
  constraint a_membership_rests_on_a_resolution foreign key (centre_id, resolution_id) references membership.resolutions (centre_id, id),
  constraint a_membership_comes_through_a_known_body foreign key (centre_id, via_body_id) references directory.public_bodies (centre_id, id),
  constraint a_membership_follows_an_application foreign key (centre_id, application_id) references membership.applications (centre_id, id),
  constraint membership_kind_is_known check (kind in ('DIRECT','DERIVED')),
  constraint only_a_derived_membership_comes_through_a_body check ((kind = 'DERIVED') = (via_body_id is not null)),
  constraint membership_end_reason_is_known check (end_reason in ('WITHDRAWAL','EXCLUSION','LAPSE','MERGER','REGULARISED')),
  constraint a_membership_ends_after_it_begins check (valid_to >= valid_from),
  constraint a_membership_does_not_outlive_its_term check (valid_to <= term_to),
  constraint an_early_end_has_its_reason check ((valid_to < term_to) <= (end_reason is not null)),
  constraint a_membership_is_signed_before_it_is_in_force check (signed_on <= valid_from),
  constraint memberships_do_not_overlap exclude using gist (centre_id with =, body_id with =, daterange(valid_from, valid_to, '[]') with &&)
);

-- Renewal is a new resolution and a new membership (domain C1 (c)): the term and the beginning of one are never moved.
create function membership.keep_term() returns trigger language plpgsql as $$
begin
  raise exception 'the term of a membership is not moved' using errcode = 'check_violation', constraint = 'the_term_of_a_membership_is_not_moved';
end
$$;
create trigger the_term_of_a_membership_is_not_moved before update on membership.memberships
  for each row when (old.term_to <> new.term_to or old.valid_from <> new.valid_from or old.body_id <> new.body_id or old.convention_id <> new.convention_id)
  execute function membership.keep_term();
create index memberships_by_body on membership.memberships (centre_id, body_id, valid_from desc);
create index memberships_by_term on membership.memberships (centre_id, valid_from, valid_to);
create index memberships_by_association on membership.memberships (centre_id, via_body_id) where via_body_id is not null;
create index memberships_not_yet_ended on membership.memberships (centre_id, valid_to) where ended_at is null;
create index memberships_by_application on membership.memberships (centre_id, application_id) where application_id is not null;
call platform.lock_by_centre('membership.memberships', 'select, insert, update');

create table membership.membership_events (
  centre_id     uuid not null,
  id            uuid not null,
  membership_id uuid not null,
  event         text not null,
  actor         text not null,
  reason        text,
  facts         jsonb not null default '{}',
  at            timestamptz not null,
  constraint membership_events_have_an_identifier primary key (centre_id, id),
  constraint a_membership_event_belongs_to_a_membership foreign key (centre_id, membership_id) references membership.memberships (centre_id, id)
);
create index membership_events_by_membership on membership.membership_events (centre_id, membership_id, at, id);
call platform.lock_by_centre('membership.membership_events', 'select, insert');

create table membership.withdrawals (
  centre_id      uuid not null,
  id             uuid not null,
  membership_id  uuid not null,
  state          text not null,
  reason         text not null,
  resolution_id  uuid,
  announced_on   date not null,
  notified_on    date,
  effective_on   date,
  notified_by_pec text,
  exit_statement jsonb,
  exit_accepted_at timestamptz,
  closed_on      date,
  acting_body_id uuid,
  delegation_id  uuid,
  recorded_by    text not null,
  recorded_at    timestamptz not null,
  changed_at     timestamptz not null,
  version        int not null default 1,
  constraint withdrawals_have_an_identifier primary key (centre_id, id),
  constraint a_withdrawal_ends_a_membership foreign key (centre_id, membership_id) references membership.memberships (centre_id, id),
  constraint a_withdrawal_rests_on_a_resolution foreign key (centre_id, resolution_id) references membership.resolutions (centre_id, id),
  constraint withdrawal_state_is_known check (state in ('ANNOUNCED','NOTIFIED','IN_NOTICE','CLOSED'))
);
create unique index a_membership_has_one_open_withdrawal on membership.withdrawals (centre_id, membership_id) where state in ('ANNOUNCED','NOTIFIED','IN_NOTICE');
create index withdrawals_by_time on membership.withdrawals (centre_id, announced_on desc);
call platform.lock_by_centre('membership.withdrawals', 'select, insert, update');

create table membership.withdrawal_events (
  centre_id     uuid not null,
  id            uuid not null,
  withdrawal_id uuid not null,
  event         text not null,
  from_state    text,
  to_state      text not null,
  actor         text not null,
  acting_body_id uuid,
  on_behalf_of_body_id uuid,
  delegation_id uuid,
  reason        text,
  facts         jsonb not null default '{}',
  at            timestamptz not null,
  position      int not null default 0,
  constraint withdrawal_events_have_an_identifier primary key (centre_id, id),
  constraint an_event_belongs_to_a_withdrawal foreign key (centre_id, withdrawal_id) references membership.withdrawals (centre_id, id)
);
create index withdrawal_events_by_withdrawal on membership.withdrawal_events (centre_id, withdrawal_id, at, position, id);
call platform.lock_by_centre('membership.withdrawal_events', 'select, insert');

-- Windows.
create view membership.membership_term with (security_invoker = true) as
  select centre_id, id as membership_id, body_id, convention_id, kind, via_body_id, signed_on, valid_from, valid_to, term_to, end_reason, regularise_by from membership.memberships;
create view membership.convention_card with (security_invoker = true) as
  select centre_id, id as convention_id, title, valid_from, valid_to, fee_model, list_price_allowed, withdrawal_notice_days, params, compulsory from membership.conventions;
create view membership.application_card with (security_invoker = true) as
  select centre_id, id as application_id, number, body_id, convention_id, acting_body_id, state, created_at, changed_at from membership.applications;
-- What the public site may say of who is a member: name, category, since when.
create view membership.public_member with (security_invoker = true) as
  select m.centre_id, m.id as membership_id, m.body_id, b.name, b.category, b.ipa_code, b.istat_code, m.kind, m.valid_from, m.valid_to
  from membership.memberships m join directory.body_card b on b.centre_id = m.centre_id and b.body_id = m.body_id;
grant select on membership.membership_term, membership.convention_card, membership.application_card, membership.public_member to broletto_app;
