-- Yearly fees: assessments with their trace, payer agreements, payment notices, payments, corrections (domain C22, D1–D3).
create schema fees;
grant usage on schema fees to broletto_app;

create table fees.assessment_runs (
  centre_id     uuid not null,
  id            uuid not null,
  convention_id uuid not null,
  tariff_id     uuid not null,
  year          int not null,
  state         text not null default 'RUNNING',
  population_on date not null,
  parameters    jsonb not null default '{}',
  job_run_id    uuid,
  bodies        int not null default 0,
  assessed      int not null default 0,
  missing       int not null default 0,
  total_cents   bigint not null default 0,
  assessed_by   text not null,
  assessed_by_id uuid,
  assessed_at   timestamptz not null,
  approved_by   text,
  approved_by_id uuid,
  approved_at   timestamptz,
  approval_reason text,
  noticed_by    text,
  noticed_at    timestamptz,
  version       int not null default 1,
  constraint assessment_runs_have_an_identifier primary key (centre_id, id),
  constraint a_run_assesses_a_convention foreign key (centre_id, convention_id) references membership.conventions (centre_id, id),
  constraint a_run_applies_a_tariff foreign key (centre_id, tariff_id) references tariffs.tariffs (centre_id, id),
  constraint assessment_run_state_is_known check (state in ('RUNNING','ASSESSED','APPROVED','NOTICING','NOTICED','DISCARDED')),
  constraint who_assesses_does_not_approve check (approved_by_id is null or assessed_by_id is null or approved_by_id <> assessed_by_id),
  constraint an_approved_run_says_who_approved_it check (state not in ('APPROVED','NOTICING','NOTICED') or (approved_by is not null and approved_at is not null))
);
create unique index a_year_is_being_assessed_once on fees.assessment_runs (centre_id, convention_id, year) where state in ('RUNNING','ASSESSED');
create index assessment_runs_by_year on fees.assessment_runs (centre_id, year desc, assessed_at desc);
call platform.lock_by_centre('fees.assessment_runs', 'select, insert, update');

create table fees.assessments (
  centre_id     uuid not null,
  id            uuid not null,
  run_id        uuid not null,
  body_id       uuid not null,
  membership_id uuid not null,
  year          int not null,
  version       int not null default 1,
  state         text not null default 'ASSESSED',
  inputs        jsonb not null,
  trace         jsonb not null,
  amount_cents  bigint not null,
  tariff_id     uuid not null,
  assessed_at   timestamptz not null,
  recorded_at   timestamptz not null default now(),
  constraint assessments_have_an_identifier primary key (centre_id, id),
  constraint an_assessment_belongs_to_a_run foreign key (centre_id, run_id) references fees.assessment_runs (centre_id, id),
  constraint an_assessment_is_of_a_body foreign key (centre_id, body_id) references directory.public_bodies (centre_id, id),
  constraint an_assessment_is_of_a_membership foreign key (centre_id, membership_id) references membership.memberships (centre_id, id),
  constraint assessment_state_is_known check (state in ('ASSESSED','APPROVED','DISCARDED','SUPERSEDED')),
  constraint a_fee_is_not_negative check (amount_cents >= 0),
  constraint a_body_is_assessed_once_in_a_run unique (centre_id, run_id, body_id)
);
create unique index a_body_owes_one_fee_a_year on fees.assessments (centre_id, body_id, year, version) where state in ('ASSESSED','APPROVED');
create index assessments_by_body on fees.assessments (centre_id, body_id, year desc);
call platform.lock_by_centre('fees.assessments', 'select, insert, update');

-- Bodies that a run could not assess, with what is missing: never taken as zero.
create table fees.assessment_exceptions (
  centre_id uuid not null,
  run_id    uuid not null,
  body_id   uuid not null,
  missing   text[] not null,
  constraint an_exception_is_listed_once primary key (centre_id, run_id, body_id),
  constraint an_exception_belongs_to_a_run foreign key (centre_id, run_id) references fees.assessment_runs (centre_id, id),
  constraint an_exception_names_what_is_missing check (cardinality(missing) > 0)
);
call platform.lock_by_centre('fees.assessment_exceptions');

create table fees.payer_agreements (
  centre_id    uuid not null,
  id           uuid not null,
  debtor_id    uuid not null,
  payer_id     uuid not null,
  share        numeric(9,6),
  amount_cents bigint,
  source_act   text not null,
  valid_from   date not null,
  valid_to     date,
  recorded_by  text not null,
  recorded_at  timestamptz not null,
  constraint payer_agreements_have_an_identifier primary key (centre_id, id),
  constraint a_debtor_is_a_body foreign key (centre_id, debtor_id) references directory.public_bodies (centre_id, id),
  constraint a_payer_is_a_body foreign key (centre_id, payer_id) references directory.public_bodies (centre_id, id),
  constraint a_body_does_not_agree_to_pay_for_itself check (debtor_id <> payer_id),
  constraint a_payer_takes_a_share_or_an_amount check ((share is null) <> (amount_cents is null)),
  constraint a_share_is_between_nothing_and_all check (share between 0 and 1),
  constraint a_taken_amount_is_not_negative check (amount_cents >= 0),
  constraint payer_agreements_do_not_overlap exclude using gist (centre_id with =, debtor_id with =, payer_id with =, daterange(valid_from, valid_to, '[]') with &&)
);
create index payer_agreements_by_debtor on fees.payer_agreements (centre_id, debtor_id, valid_from desc);
create index payer_agreements_by_payer on fees.payer_agreements (centre_id, payer_id, valid_from desc);
call platform.lock_by_centre('fees.payer_agreements', 'select, insert, update');

create table fees.notice_numbers (
  centre_id uuid not null,
  year      int not null,
  last      int not null,
  constraint notices_are_numbered_in_each_year primary key (centre_id, year)
);
call platform.lock_by_centre('fees.notice_numbers');

create table fees.payment_notices (
  centre_id    uuid not null,
  id           uuid not null,
  year         int not null,
  number       int not null,
  run_id       uuid not null,
  payer_id     uuid not null,
  issued_on    date not null,
  due_on       date not null,
  total_cents  bigint not null,
  paid_cents   bigint not null default 0,
  document_id  uuid,
  issued_by    text not null,
  issued_at    timestamptz not null,
  version      int not null default 1,
  search_text  text not null default '',
  constraint payment_notices_have_an_identifier primary key (centre_id, id),
  constraint a_notice_has_its_own_number unique (centre_id, year, number),
  constraint a_payer_gets_one_notice_a_run unique (centre_id, run_id, payer_id),
  constraint a_notice_belongs_to_a_run foreign key (centre_id, run_id) references fees.assessment_runs (centre_id, id),
  constraint a_notice_is_for_a_payer foreign key (centre_id, payer_id) references directory.public_bodies (centre_id, id),
  constraint a_notice_falls_due_after_it_is_issued check (due_on >= issued_on)
);
create index payment_notices_by_payer on fees.payment_notices (centre_id, payer_id, year desc, number);
create index payment_notices_by_due_day on fees.payment_notices (centre_id, due_on) where paid_cents < total_cents;
call platform.lock_by_centre('fees.payment_notices', 'select, insert, update');

create table fees.notice_lines (
  centre_id     uuid not null,
  notice_id     uuid not null,
  line          int not null,
  kind          text not null default 'FEE',
  debtor_id     uuid not null,
  assessment_id uuid,
  description   text not null,
  net_cents     bigint not null,
  vat_cents     bigint not null default 0,
  vat_treatment text not null default 'OUT_OF_SCOPE',
  reverses_line int,
  recorded_by   text not null,
  recorded_at   timestamptz not null,
  constraint notice_lines_are_numbered primary key (centre_id, notice_id, line),
  constraint a_line_belongs_to_a_notice foreign key (centre_id, notice_id) references fees.payment_notices (centre_id, id),
  constraint a_line_names_its_debtor foreign key (centre_id, debtor_id) references directory.public_bodies (centre_id, id),
  constraint a_line_rests_on_an_assessment foreign key (centre_id, assessment_id) references fees.assessments (centre_id, id),
  constraint notice_line_kind_is_known check (kind in ('FEE','CREDIT','DEBIT','REVERSAL')),
  constraint a_fee_line_rests_on_an_assessment check (kind <> 'FEE' or assessment_id is not null)
);
create index notice_lines_by_debtor on fees.notice_lines (centre_id, debtor_id);
create index notice_lines_by_assessment on fees.notice_lines (centre_id, assessment_id);
call platform.lock_by_centre('fees.notice_lines', 'select, insert');

create table fees.payments (
  centre_id   uuid not null,
  id          uuid not null,
  notice_id   uuid not null,
  paid_on     date not null,
  amount_cents bigint not null,
  channel     text not null,
  reference   text not null default '',
  reverses_id uuid,
  reason      text,
  recorded_by text not null,
  recorded_at timestamptz not null,
  constraint payments_have_an_identifier primary key (centre_id, id),
  constraint a_payment_is_of_a_notice foreign key (centre_id, notice_id) references fees.payment_notices (centre_id, id),
  constraint payment_channel_is_known check (channel in ('BANK_TRANSFER','GIROFONDI','PAGOPA','OTHER')),
  constraint a_payment_is_of_some_money check (amount_cents <> 0),
  constraint only_a_reversal_is_negative check ((amount_cents < 0) = (reverses_id is not null)),
  constraint a_payment_is_reversed_by_a_line foreign key (centre_id, reverses_id) references fees.payments (centre_id, id)
);
create index payments_by_notice on fees.payments (centre_id, notice_id, paid_on);
create index payments_by_day on fees.payments (centre_id, paid_on desc);
create unique index a_payment_is_reversed_once on fees.payments (centre_id, reverses_id) where reverses_id is not null;
call platform.lock_by_centre('fees.payments', 'select, insert');

create table fees.reminders (
  centre_id  uuid not null,
  id         uuid not null,
  notice_id  uuid not null,
  step       text not null,
  sent_on    date not null,
  message_id uuid,
  recorded_by text not null,
  recorded_at timestamptz not null,
  constraint reminders_have_an_identifier primary key (centre_id, id),
  constraint a_reminder_is_of_a_notice foreign key (centre_id, notice_id) references fees.payment_notices (centre_id, id),
  constraint reminder_step_is_known check (step in ('FIRST','SECOND','FORMAL')),
  constraint each_step_is_reminded_once unique (centre_id, notice_id, step)
);
call platform.lock_by_centre('fees.reminders', 'select, insert');

create view fees.assessment_card with (security_invoker = true) as
  select centre_id, id as assessment_id, run_id, body_id, year, version, state, amount_cents, tariff_id from fees.assessments;
create view fees.notice_card with (security_invoker = true) as
  select centre_id, id as notice_id, year, number, payer_id, issued_on, due_on, total_cents, paid_cents, search_text from fees.payment_notices;
grant select on fees.assessment_card, fees.notice_card to broletto_app;
